#include "libs/uploads/raw_message.hpp"

#include <charconv>
#include <limits>

#include "common/base/encoding.hpp"
#include "common/base/time.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/topology.hpp"

namespace pipeline::uploads {
namespace {

// A hub's stream, which reads those of several sites, looks for duplicates as well: the same key
// at two of them must not look like one upload sent twice.
std::string MessageId(const Upload& upload) {
  return upload.sender.empty() ? upload.id : upload.sender + "/" + upload.id;
}

}  // namespace

std::string RawSubject(std::string_view sender) {
  std::string subject = contract::kRawStream;
  if (!sender.empty()) subject.append(".").append(sender);
  return subject;
}

nats::Outgoing MakeRawMessage(const Upload& upload, const contract::ParseEvent& event) {
  contract::Headers headers{
      {contract::kUploadIdHeader, upload.id},
      {contract::kMessageIdHeader, MessageId(upload)},
      {contract::kContentSha256Header, upload.sha256},
      {contract::kFileNameHeader, base::PercentEncode(event.filename)},
      {contract::kSheetsHeader, std::to_string(event.sheet_name_jsons.size())},
      {contract::kRowsHeader, std::to_string(event.rows)},
      {contract::kUnixTimeHeader, std::to_string(upload.accepted_ms)},
  };
  headers.Set(contract::kTraceparentHeader, upload.traceparent);
  return {RawSubject(upload.sender), std::move(headers), std::string(upload.body)};
}

std::int64_t AcceptedNs(const nats::StoredMessage& message) {
  const std::string_view text = message.headers.Get(contract::kUnixTimeHeader);
  std::int64_t ms = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ms);
  const bool is_time = error == std::errc() && end == text.data() + text.size() && ms > 0 &&
                       ms <= std::numeric_limits<std::int64_t>::max() / base::kNsPerMs;
  return is_time ? ms * base::kNsPerMs : message.time_ns;
}

}  // namespace pipeline::uploads
