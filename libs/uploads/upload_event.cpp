#include "libs/uploads/upload_event.hpp"

#include <algorithm>

#include "common/base/encoding.hpp"
#include "common/base/numbers.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/sheet_key.hpp"
#include "common/json/utf8.hpp"

namespace pipeline::uploads {
namespace {

using contract::Origin;

// JetStream's headers-only consumers put the size of the omitted body here.
constexpr std::string_view kBodySizeHeader = "Nats-Msg-Size";
constexpr std::size_t kMaxTextBytes = 1024;
constexpr std::size_t kSha256HexBytes = 64;

std::string ReadText(std::string_view text) {
  return std::string(text.substr(0, std::min(text.size(), kMaxTextBytes)));
}

std::string ReadFilename(std::string_view encoded) {
  auto filename = base::PercentDecode(encoded).value_or(std::string());
  const bool valid = filename.size() <= contract::kMaxFilenameBytes &&
                     json::ValidUtf8Prefix(filename) == filename.size();
  return valid ? filename : std::string();
}

std::string ReadSha256(std::string_view text) {
  const bool valid =
      text.size() == kSha256HexBytes && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      });
  return valid ? std::string(text) : std::string();
}

std::string ReadSender(std::string_view text) {
  return contract::IsSender(text) ? std::string(text) : std::string();
}

std::string ReadUploadId(std::string_view text, const Origin& origin) {
  if (contract::IsUploadId(text)) return std::string(text);
  return contract::FallbackUploadId(origin.sequence, origin.time_ns);
}

void ReadAccepted(std::string_view rest, const contract::Headers& headers, UploadEvent* event) {
  event->sender = ReadSender(rest);
  event->sha256 = ReadSha256(headers.Get(contract::kContentSha256Header));
  event->bytes = base::ParseNumber<std::uint64_t>(headers.Get(kBodySizeHeader));
  if (!event->filename.empty()) event->key = contract::KeyOf(event->sender, event->filename);
}

void ReadDeadLetter(std::string_view rest, const contract::Headers& headers, UploadEvent* event) {
  const std::string_view service = headers.Get(contract::kDeadLetterServiceHeader);
  event->service = ReadText(service.empty() ? rest : service);
  event->code = ReadText(headers.Get(contract::kDeadLetterCodeHeader));
  event->reason = ReadText(headers.Get(contract::kDeadLetterReasonHeader));
}

}  // namespace

std::optional<UploadEvent> ReadEvent(const MessageSource& source,
                                     const contract::Headers& headers) {
  UploadEvent event;
  event.kind = source.kind;
  event.sequence = source.sequence;
  event.time_ns = source.time_ns;
  event.origin = {source.time_ns, source.sequence};
  const bool accepted = source.kind == EventKind::kAccepted;
  const auto origin = Origin::Parse(headers.Get(contract::kOriginHeader));
  if (!accepted && origin) event.origin = *origin;
  // Another tool wrote this revision: its own time counts.
  const bool foreign = source.kind == EventKind::kRevision && !origin;
  if (foreign) event.origin.sequence = 0;
  if (!accepted && !origin && !foreign) return std::nullopt;
  if (!foreign) {
    event.upload_id = ReadUploadId(headers.Get(contract::kUploadIdHeader), event.origin);
  }
  event.filename = ReadFilename(headers.Get(contract::kFileNameHeader));
  event.sender = ReadSender(headers.Get(contract::kSenderHeader));
  event.sheets = base::ParseNumber<std::uint64_t>(headers.Get(contract::kSheetsHeader));
  event.rows = base::ParseNumber<std::uint64_t>(headers.Get(contract::kRowsHeader));
  const std::string_view rest =
      source.subject.substr(std::min(source.subject_prefix.size(), source.subject.size()));
  if (accepted) {
    ReadAccepted(rest, headers, &event);
  } else if (source.kind == EventKind::kDeadLetter) {
    ReadDeadLetter(rest, headers, &event);
  } else {
    event.key = ReadText(rest);
    event.transaction = ReadText(headers.Get(contract::kAnchorTxIdHeader));
    event.transaction_hash = ReadText(headers.Get(contract::kAnchorTxHashHeader));
  }
  return event;
}

}  // namespace pipeline::uploads
