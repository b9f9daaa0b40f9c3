#include "libs/uploads/raw_stream.hpp"

#include <limits>

#include "common/base/encoding.hpp"
#include "common/base/numbers.hpp"
#include "common/base/time.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/topology.hpp"

namespace pipeline::uploads {
namespace {

// A hub's stream copies the streams of several sites and looks for duplicates as well: the same key
// at two sites must not count as one upload sent twice.
std::string MessageId(const RawUpload& upload) {
  return upload.sender.empty() ? upload.id : upload.sender + "/" + upload.id;
}

}  // namespace

std::string RawSubject(std::string_view sender) {
  std::string subject = contract::kRawStream;
  if (!sender.empty()) subject.append(".").append(sender);
  return subject;
}

nats::Outgoing MakeRawMessage(const RawUpload& upload, const contract::ParseEvent& event) {
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
  const auto ms = base::ParseNumber<std::int64_t>(message.headers.Get(contract::kUnixTimeHeader));
  const bool is_time =
      ms && *ms > 0 && *ms <= std::numeric_limits<std::int64_t>::max() / base::kNsPerMs;
  return is_time ? *ms * base::kNsPerMs : message.time_ns;
}

base::Result<nats::PubAck> JetStreamRawStream::Store(const nats::Outgoing& message) {
  return jetstream_.PublishAndWait(message);
}

base::Result<nats::StoredMessage> JetStreamRawStream::Read(std::uint64_t sequence) {
  return jetstream_.GetMessage(contract::kRawStream, sequence);
}

}  // namespace pipeline::uploads
