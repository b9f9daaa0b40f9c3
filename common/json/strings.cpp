#include "common/json/strings.hpp"

#include <optional>

#include "common/base/encoding.hpp"
#include "common/json/utf8.hpp"

namespace pipeline::json {
namespace {

constexpr std::size_t kUnitEscapeBytes = 6;
using Status = Escape::Status;

// The UTF-16 code unit of "\uXXXX" at the start of `text`.
std::optional<char32_t> ReadUnit(std::string_view text) {
  if (text.size() < kUnitEscapeBytes || text[0] != '\\' || text[1] != 'u') {
    return std::nullopt;
  }
  char32_t unit = 0;
  for (const char digit : text.substr(2, 4)) {
    const int value = base::HexValue(digit);
    if (value < 0) {
      return std::nullopt;
    }
    unit = unit << 4 | static_cast<char32_t>(value);
  }
  return unit;
}

Escape ReadUnicodeEscape(std::string_view text) {
  const auto high = ReadUnit(text);
  if (!high) {
    return {};
  }
  if (*high < 0xD800 || *high > 0xDFFF) {
    return {Status::kOk, *high, kUnitEscapeBytes};
  }
  const auto low = ReadUnit(text.substr(kUnitEscapeBytes));
  if (*high > 0xDBFF || !low || *low < 0xDC00 || *low > 0xDFFF) {
    return {Status::kLoneSurrogate, 0, kUnitEscapeBytes};
  }
  const char32_t code_point = 0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00);
  return {Status::kOk, code_point, 2 * kUnitEscapeBytes};
}

}  // namespace

Escape ReadEscape(std::string_view text) {
  if (text.size() < 2) {
    return {};
  }
  switch (text[1]) {
    case '"':
    case '\\':
    case '/':
      return {Status::kOk, static_cast<char32_t>(text[1]), 2};
    case 'b':
      return {Status::kOk, '\b', 2};
    case 'f':
      return {Status::kOk, '\f', 2};
    case 'n':
      return {Status::kOk, '\n', 2};
    case 'r':
      return {Status::kOk, '\r', 2};
    case 't':
      return {Status::kOk, '\t', 2};
    case 'u':
      return ReadUnicodeEscape(text);
    default:
      return {};
  }
}

std::string DecodeString(std::string_view content) {
  std::string text;
  text.reserve(content.size());
  while (!content.empty()) {
    const std::size_t plain = content.find('\\');
    text.append(content.substr(0, plain));
    if (plain == std::string_view::npos) {
      break;
    }
    content.remove_prefix(plain);
    const Escape escape = ReadEscape(content);
    char utf8[4];
    text.append(utf8, WriteUtf8(utf8, escape.code_point));
    content.remove_prefix(escape.size);
  }
  return text;
}

}  // namespace pipeline::json
