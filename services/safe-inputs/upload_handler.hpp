#pragma once

#include <string>
#include <tl/expected.hpp>

#include "common/http/message.hpp"
#include "common/http/problem.hpp"
#include "services/safe-inputs/raw_message.hpp"
#include "services/safe-inputs/raw_stream.hpp"
#include "services/safe-inputs/receipt.hpp"

namespace pipeline::safe_inputs {

/// POST /uploads: checks every byte of a body, stores it in the raw stream and answers with a
/// receipt, or with a problem. A receipt is only given for what JetStream has acknowledged; if the
/// service dies before that, the sender has no answer and sends again with the same key. No answer
/// and no log line quotes the body. Thread-safe. `stream` outlives it.
class UploadHandler {
 public:
  UploadHandler(RawStream& stream, std::string sender)
      : stream_(stream), sender_(std::move(sender)) {}

  http::Response Handle(const http::Request& request) const;

 private:
  using Outcome = tl::expected<Receipt, http::Problem>;

  Outcome Accept(const http::Request& request) const;
  Outcome Store(const Upload& upload, const sheets::ParseEvent& event) const;
  Outcome CompareWithOriginal(const Upload& upload, Receipt receipt) const;

  RawStream& stream_;
  const std::string sender_;
};

}  // namespace pipeline::safe_inputs
