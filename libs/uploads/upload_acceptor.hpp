#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "libs/http/problem.hpp"
#include "libs/uploads/raw_message.hpp"
#include "libs/uploads/raw_stream.hpp"
#include "libs/uploads/receipt.hpp"

namespace pipeline::uploads {

/// What a sender sends.
struct Submission {
  std::string_view body;
  std::optional<std::string_view> idempotency_key = {};
  std::string_view traceparent = {};  ///< An invalid one counts as none (W3C Trace Context).
};

/// Accepts uploads: checks every byte of a body, stores it in the raw stream and answers with a
/// receipt, or with a problem. A receipt is only given for what JetStream has acknowledged; if the
/// process dies before that, the sender has no answer and sends again with the same key. No answer
/// and no log line quotes the body. Thread-safe. `stream` outlives it.
class UploadAcceptor {
 public:
  using Outcome = tl::expected<Receipt, http::Problem>;

  UploadAcceptor(RawStream& stream, std::string sender)
      : stream_(stream), sender_(std::move(sender)) {}

  Outcome Accept(const Submission& submission) const;

 private:
  Outcome CheckAndStore(const Submission& submission) const;
  Outcome Store(const Upload& upload, const contract::ParseEvent& event) const;
  Outcome CompareWithOriginal(const Upload& upload, Receipt receipt) const;

  RawStream& stream_;
  const std::string sender_;
};

}  // namespace pipeline::uploads
