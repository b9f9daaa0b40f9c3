#include "common/pipeline/provenance.hpp"

#include <algorithm>
#include <charconv>

#include "common/base/digest.hpp"
#include "common/contract/headers.hpp"
#include "common/nats/topology.hpp"

namespace pipeline {
namespace {

using contract::Rejection;
using contract::RejectionCode;

constexpr std::size_t kMaxUploadIdBytes = 64;
constexpr std::size_t kMaxSenderBytes = 128;

bool IsNameCharacter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

bool IsLowerHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  });
}

template <typename T>
bool ParseNumber(std::string_view text, T* number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
  return error == std::errc() && end == text.data() + text.size();
}

// The sender's tokens of a raw subject, or the header of a later stage.
std::string_view SenderOf(const nats::Message& message, bool raw) {
  if (!raw) return message.headers().Get(contract::kSenderHeader);
  const std::size_t prefix = std::string_view(nats::kRawStream).size() + 1;
  return message.subject().size() > prefix ? message.subject().substr(prefix) : std::string_view();
}

}  // namespace

std::string Origin::ToString() const {
  return std::to_string(time_ns) + "-" + std::to_string(sequence);
}

std::optional<Origin> Origin::Parse(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  Origin origin;
  if (!ParseNumber(text.substr(0, dash), &origin.time_ns) ||
      !ParseNumber(text.substr(dash + 1), &origin.sequence)) {
    return std::nullopt;
  }
  return origin;
}

bool IsUploadId(std::string_view text) {
  return !text.empty() && text.size() <= kMaxUploadIdBytes &&
         std::all_of(text.begin(), text.end(), IsNameCharacter);
}

bool IsSender(std::string_view text) {
  if (text.empty() || text.size() > kMaxSenderBytes) return false;
  if (text.front() == '.' || text.back() == '.') return false;
  if (text.find("..") != std::string_view::npos) return false;
  return std::all_of(
      text.begin(), text.end(), [](char c) { return c == '.' || IsNameCharacter(c); });
}

bool IsTraceparent(std::string_view text) {
  // 00-<32 hex>-<16 hex>-<2 hex>
  return text.size() == 55 && text.substr(0, 3) == "00-" && text[35] == '-' && text[52] == '-' &&
         IsLowerHex(text.substr(3, 32)) && IsLowerHex(text.substr(36, 16)) &&
         IsLowerHex(text.substr(53, 2));
}

std::string FallbackUploadId(std::uint64_t raw_sequence, std::int64_t raw_time_ns) {
  return std::to_string(raw_sequence) + "-" + std::to_string(raw_time_ns);
}

contract::Checked<Provenance> ReadProvenance(const nats::Message& message,
                                             const nats::Position& position) {
  const bool raw = position.stream == nats::kRawStream;
  const contract::Headers& headers = message.headers();
  Provenance provenance;
  provenance.origin = {position.time_ns, position.sequence};
  if (!raw) {
    const auto origin = Origin::Parse(headers.Get(contract::kOriginHeader));
    if (origin) provenance.origin = *origin;
  }
  const std::string_view upload_id = headers.Get(contract::kUploadIdHeader);
  provenance.upload_id = IsUploadId(upload_id) ? std::string(upload_id)
                                               : FallbackUploadId(provenance.origin.sequence,
                                                                  provenance.origin.time_ns);
  const std::string_view traceparent = headers.Get(contract::kTraceparentHeader);
  if (IsTraceparent(traceparent)) provenance.traceparent = traceparent;
  provenance.sender = SenderOf(message, raw);
  if (!provenance.sender.empty() && !IsSender(provenance.sender)) {
    return tl::make_unexpected(Rejection{
        RejectionCode::kInvalidSender,
        "sender: expected tokens of A-Z a-z 0-9 _ - with dots between, at most 128 bytes"});
  }
  const std::string_view declared = headers.Get(contract::kContentSha256Header);
  provenance.content_sha256 = declared;
  if (!declared.empty() && declared != base::Sha256Hex(message.body())) {
    return tl::make_unexpected(
        Rejection{RejectionCode::kHashMismatch,
                  "Content-Sha256 is not the SHA-256 of the body that it came with"});
  }
  return provenance;
}

}  // namespace pipeline
