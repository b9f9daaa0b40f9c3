#include "common/contract/provenance.hpp"

#include <algorithm>

#include "common/base/encoding.hpp"
#include "common/base/numbers.hpp"

namespace pipeline::contract {
namespace {

constexpr std::size_t kMaxUploadIdBytes = 64;
constexpr std::size_t kMaxSenderBytes = 128;

bool IsNameCharacter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

}  // namespace

std::string Origin::ToString() const {
  return std::to_string(time_ns) + "-" + std::to_string(sequence);
}

std::optional<Origin> Origin::Parse(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto time_ns = base::ParseNumber<std::int64_t>(text.substr(0, dash));
  const auto sequence = base::ParseNumber<std::uint64_t>(text.substr(dash + 1));
  if (!time_ns || !sequence) return std::nullopt;
  return Origin{*time_ns, *sequence};
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
         base::IsLowerHex(text.substr(3, 32)) && base::IsLowerHex(text.substr(36, 16)) &&
         base::IsLowerHex(text.substr(53, 2));
}

std::string FallbackUploadId(std::uint64_t raw_sequence, std::int64_t raw_time_ns) {
  return std::to_string(raw_sequence) + "-" + std::to_string(raw_time_ns);
}

}  // namespace pipeline::contract
