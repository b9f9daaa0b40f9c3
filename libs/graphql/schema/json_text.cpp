#include "libs/graphql/schema/json_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace pipeline::graphql {
namespace {

// Large strings are read eight bytes at a time: most of them need no escape.
constexpr std::size_t kWordBytes = sizeof(std::uint64_t);
constexpr unsigned char kFirstPrintable = 0x20;

constexpr std::uint64_t InEveryByte(unsigned char byte) { return 0x0101010101010101U * byte; }

// A high bit for each byte below `limit`; possibly also for bytes after one.
constexpr std::uint64_t BytesBelow(std::uint64_t word, unsigned char limit) {
  return (word - InEveryByte(limit)) & ~word & InEveryByte(0x80);
}

bool HasEscape(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, kWordBytes);
  return (BytesBelow(word, kFirstPrintable) | BytesBelow(word ^ InEveryByte('"'), 1) |
          BytesBelow(word ^ InEveryByte('\\'), 1)) != 0;
}

// The letter after the backslash: 'u' where the code follows, 0 where there is no escape.
constexpr std::array<char, 256> MakeLetters() {
  std::array<char, 256> letters = {};
  for (std::size_t i = 0; i < kFirstPrintable; ++i) {
    letters[i] = 'u';
  }
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
  constexpr std::string_view kShortLetters = "\"\\bfnrt";
  for (std::size_t i = 0; i < kShort.size(); ++i) {
    letters[static_cast<unsigned char>(kShort[i])] = kShortLetters[i];
  }
  return letters;
}

constexpr std::array<char, 256> kLetters = MakeLetters();

char LetterOf(char byte) { return kLetters[static_cast<unsigned char>(byte)]; }

// The number of bytes that are read together at `at`.
std::size_t WordAt(std::string_view text, std::size_t at) {
  return std::min(kWordBytes, text.size() - at);
}

bool IsPlainWord(std::string_view text, std::size_t at) {
  return at + kWordBytes <= text.size() && !HasEscape(text.data() + at);
}

std::size_t EscapedSize(std::string_view text) {
  std::size_t size = text.size();
  for (std::size_t at = 0; at < text.size(); at += kWordBytes) {
    if (IsPlainWord(text, at)) {
      continue;
    }
    for (const char byte : text.substr(at, WordAt(text, at))) {
      const char letter = LetterOf(byte);
      size += (letter != 0 ? 1U : 0U) + (letter == 'u' ? 4U : 0U);
    }
  }
  return size;
}

// Without a branch for the short escapes, which branch prediction would miss.
char* WriteByte(char* to, char byte) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  const char letter = LetterOf(byte);
  const std::size_t escaped = letter != 0 ? 1 : 0;
  *to = escaped != 0 ? '\\' : byte;
  to += escaped;
  *to = escaped != 0 ? letter : byte;
  ++to;
  if (letter == 'u') [[unlikely]] {
    const auto code = static_cast<unsigned char>(byte);
    for (const char digit : {'0', '0', kHex[code >> 4], kHex[code & 0xF]}) {
      *to++ = digit;
    }
  }
  return to;
}

void WriteEscaped(char* to, std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += kWordBytes) {
    if (IsPlainWord(text, at)) {
      std::memcpy(to, text.data() + at, kWordBytes);
      to += kWordBytes;
      continue;
    }
    for (const char byte : text.substr(at, WordAt(text, at))) {
      to = WriteByte(to, byte);
    }
  }
}

}  // namespace

void AppendJsonString(std::string& to, std::string_view text) {
  to += '"';
  const std::size_t size = EscapedSize(text);
  if (size == text.size()) {
    to += text;
  } else {
    const std::size_t start = to.size();
    to.resize(start + size);
    WriteEscaped(to.data() + start, text);
  }
  to += '"';
}

std::string NumberText(double number) {
  if (!std::isfinite(number)) {
    return "null";
  }
  if (number == 0) {
    return "0";  // Not "-0".
  }
  const double size = std::fabs(number);
  const auto format =
      size >= 1e-6 && size < 1e21 ? std::chars_format::fixed : std::chars_format::scientific;
  std::array<char, 32> text{};
  const auto written = std::to_chars(text.data(), text.data() + text.size(), number, format);
  return {text.data(), written.ptr};
}

double NumberOfJson(std::string_view text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc::result_out_of_range) {
    return number;
  }
  // Too large or too small: from_chars does not say which.
  return std::strtod(std::string(text).c_str(), nullptr);
}

}  // namespace pipeline::graphql
