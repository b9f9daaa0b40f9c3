#include "libs/files/bucket_revision.hpp"

#include <algorithm>
#include <utility>

#include "common/base/digest.hpp"
#include "common/base/encoding.hpp"
#include "common/base/numbers.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/topology.hpp"

namespace pipeline::files {
namespace {

// ADR-8. A server itself leaves a marker where the time to live of a revision ended.
constexpr const char* kOperationHeader = "KV-Operation";
constexpr const char* kMarkerHeader = "Nats-Marker-Reason";
// Set on a message that is delivered without its body.
constexpr const char* kSizeHeader = "Nats-Msg-Size";

Operation ReadOperation(const contract::Headers& headers) {
  const std::string_view operation = headers.Get(kOperationHeader);
  const std::string_view marker = headers.Get(kMarkerHeader);
  if (operation == "DEL" || marker == "Remove") return Operation::kDelete;
  if (operation == "PURGE" || !marker.empty()) return Operation::kPurge;
  return Operation::kPut;
}

std::string KeyIn(std::string_view bucket, std::string_view subject) {
  const std::size_t prefix = contract::BucketSubject(bucket, "").size();
  return std::string(subject.substr(std::min(prefix, subject.size())));
}

}  // namespace

std::string_view ToString(Operation operation) {
  switch (operation) {
    case Operation::kPut:
      return "PUT";
    case Operation::kDelete:
      return "DEL";
    case Operation::kPurge:
      return "PURGE";
  }
  return "";
}

BucketRevision ReadHeaders(const contract::Headers& headers) {
  BucketRevision revision;
  revision.operation = ReadOperation(headers);
  revision.filename =
      base::PercentDecode(headers.Get(contract::kFileNameHeader)).value_or(std::string());
  revision.upload_id = headers.Get(contract::kUploadIdHeader);
  revision.origin = headers.Get(contract::kOriginHeader);
  revision.sender = headers.Get(contract::kSenderHeader);
  revision.sha256 = headers.Get(contract::kContentSha256Header);
  revision.sheets = base::ParseNumber<std::uint64_t>(headers.Get(contract::kSheetsHeader));
  revision.rows = base::ParseNumber<std::uint64_t>(headers.Get(contract::kRowsHeader));
  revision.bytes = base::ParseNumber<std::uint64_t>(headers.Get(kSizeHeader));
  return revision;
}

std::optional<BucketRevision> ReadRevision(std::string_view bucket, const nats::Message& message) {
  const auto position = message.position();
  if (!position) return std::nullopt;
  BucketRevision revision = ReadHeaders(message.headers());
  revision.key = KeyIn(bucket, message.subject());
  revision.number = position->sequence;
  revision.created_ns = position->time_ns;
  return revision;
}

Entry ReadEntry(std::string_view bucket, nats::StoredMessage stored) {
  Entry entry{ReadHeaders(stored.headers), std::move(stored.body)};
  entry.revision.key = KeyIn(bucket, stored.subject);
  entry.revision.number = stored.sequence;
  entry.revision.created_ns = stored.time_ns;
  entry.revision.bytes = entry.value.size();
  return entry;
}

bool HasItsHash(const Entry& entry) {
  return entry.revision.sha256.empty() || entry.revision.sha256 == base::Sha256Hex(entry.value);
}

}  // namespace pipeline::files
