#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pipeline::base {

/// Lower-case hexadecimal digits, two a byte.
std::string ToHex(const std::uint8_t* bytes, std::size_t size);

/// The value of a hexadecimal digit of either case, or -1.
constexpr int HexValue(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

/// True if `text` holds only digits that ToHex() writes.
bool IsLowerHex(std::string_view text);

/// RFC 4648 section 4, with padding.
std::string Base64Encode(std::string_view bytes);
/// Nothing if `text` is not Base64 of that form.
std::optional<std::string> Base64Decode(std::string_view text);

/// RFC 3986 percent-encoding of every byte outside `A-Z a-z 0-9 - . _ ~`: makes any text safe in a
/// NATS header value or a URL path segment.
std::string PercentEncode(std::string_view text);
/// Nothing if a `%` is not followed by two hexadecimal digits.
std::optional<std::string> PercentDecode(std::string_view text);

}  // namespace pipeline::base
