#pragma once

#include <cstddef>
#include <string_view>

namespace pipeline::json {

/// The number of bytes before the first invalid UTF-8 (RFC 3629): bytes.size() if there is none.
std::size_t ValidUtf8Prefix(std::string_view bytes);

/// Writes `code_point` as UTF-8 (1 to 4 bytes) and returns the end.
char* WriteUtf8(char* to, char32_t code_point);

/// A code point of UTF-8 text and the bytes that it takes.
struct Utf8CodePoint {
  char32_t code_point = 0;
  std::size_t size = 0;
};

/// Reads the code point at `text`, which is valid UTF-8.
inline Utf8CodePoint ReadUtf8(const char* text) {
  const auto byte = [text](int i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
  };
  const char32_t lead = byte(0);
  if (lead < 0x80) {
    return {lead, 1};
  }
  if (lead < 0xE0) {
    return {(lead & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  }
  if (lead < 0xF0) {
    return {(lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
  }
  return {(lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F),
          4};
}

}  // namespace pipeline::json
