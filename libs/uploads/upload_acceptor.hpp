#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "common/base/error.hpp"
#include "libs/http/problem.hpp"
#include "libs/uploads/raw_stream.hpp"

namespace pipeline::uploads {

/// The most bytes that a body may have: half of the server's max_payload, less 64 KiB, because
/// upper-casing and envelopes let a message grow; or `configured`, where that is less (-1: not
/// configured). kInvalidConfiguration where nothing is left.
base::Result<std::size_t> UploadLimit(std::int64_t max_payload, std::int64_t configured);

/// An upload as its sender sends it.
struct Submission {
  std::string_view body;
  std::optional<std::string_view> idempotency_key = {};
  std::string_view traceparent = {};  ///< An invalid one counts as none (W3C Trace Context).
};

/// The answer to an upload that the raw stream has stored.
struct Receipt {
  std::string upload_id;
  std::string filename;
  std::string key;
  std::string stream;
  std::uint64_t sequence = 0;
  std::int64_t accepted_ns = 0;  ///< The same in every receipt of an upload.
  std::size_t sheets = 0;
  std::size_t rows = 0;
  std::size_t bytes = 0;
  std::string sha256;
  bool duplicate = false;  ///< It had been accepted before: there is still one upload.
};

/// Accepts uploads: checks every byte of a body, stores it in the raw stream and answers with a
/// receipt, or with a problem. A receipt is only given for what JetStream has acknowledged; if the
/// process dies before that, the sender has no answer and sends again with the same key. No answer
/// and no log line quotes the body. Thread-safe. `stream` outlives it.
class UploadAcceptor {
 public:
  using Result = tl::expected<Receipt, http::Problem>;

  UploadAcceptor(RawStream& stream, std::string sender)
      : stream_(stream), sender_(std::move(sender)) {}

  Result Accept(const Submission& submission) const;

 private:
  Result CheckAndStore(const Submission& submission) const;
  Result Store(const RawUpload& upload, const contract::ParseEvent& event) const;
  Result CompareWithOriginal(const RawUpload& upload, Receipt receipt) const;

  RawStream& stream_;
  const std::string sender_;
};

}  // namespace pipeline::uploads
