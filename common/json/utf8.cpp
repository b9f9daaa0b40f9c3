#include "common/json/utf8.hpp"

#include <simdjson.h>

namespace pipeline::json {
namespace {

unsigned ByteAt(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

// The table of RFC 3629 section 4: what may follow a lead byte, so that no code point has two
// spellings, is a surrogate or lies beyond U+10FFFF.
bool MayFollow(unsigned lead, unsigned second) {
  const unsigned lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  return second >= lowest && second <= highest;
}

// The size of the code point at `at`, or 0 if there is no valid one.
std::size_t CodePointSize(std::string_view bytes, std::size_t at) {
  const unsigned lead = ByteAt(bytes, at);
  if (lead < 0x80) {
    return 1;
  }
  if (lead < 0xC2 || lead > 0xF4 || !MayFollow(lead, ByteAt(bytes, at + 1))) {
    return 0;
  }
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (std::size_t i = 2; i < size; ++i) {
    if ((ByteAt(bytes, at + i) & 0xC0) != 0x80) {
      return 0;
    }
  }
  return size;
}

char TrailByte(char32_t bits) { return static_cast<char>(0x80 | (bits & 0x3F)); }

}  // namespace

// simdjson reports only whether all of it is valid: the place is searched for after a failure.
std::size_t ValidUtf8Prefix(std::string_view bytes) {
  if (simdjson::validate_utf8(bytes.data(), bytes.size())) {
    return bytes.size();
  }
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t size = CodePointSize(bytes, at);
    if (size == 0) {
      break;
    }
    at += size;
  }
  return at;
}

char* WriteUtf8(char* to, char32_t code_point) {
  if (code_point < 0x80) {
    *to++ = static_cast<char>(code_point);
    return to;
  }
  if (code_point < 0x800) {
    *to++ = static_cast<char>(0xC0 | code_point >> 6);
  } else {
    if (code_point < 0x10000) {
      *to++ = static_cast<char>(0xE0 | code_point >> 12);
    } else {
      *to++ = static_cast<char>(0xF0 | code_point >> 18);
      *to++ = TrailByte(code_point >> 12);
    }
    *to++ = TrailByte(code_point >> 6);
  }
  *to++ = TrailByte(code_point);
  return to;
}

}  // namespace pipeline::json
