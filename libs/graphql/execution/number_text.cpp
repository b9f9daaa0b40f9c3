#include "libs/graphql/execution/number_text.hpp"

#include <array>
#include <cstddef>
#include <limits>

#include "libs/graphql/language/text.hpp"
#include "libs/graphql/schema/json_text.hpp"

namespace pipeline::graphql {
namespace {

// White space and line ends of ECMA-262 at the start of `text`, in bytes.
std::size_t SpaceAtStart(std::string_view text) {
  static constexpr std::array<std::string_view, 25> kSpaces = {
      " ",      "\t",     "\n",     "\r",     "\v",     "\f",     "\u00A0", "\uFEFF", "\u1680",
      "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
      "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};
  for (const std::string_view space : kSpaces) {
    if (text.starts_with(space)) {
      return space.size();
    }
  }
  return 0;
}

std::string_view Trim(std::string_view text) {
  while (const std::size_t size = SpaceAtStart(text)) {
    text.remove_prefix(size);
  }
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    if (SpaceAtStart(text.substr(text.size() - back)) == back) {
      text.remove_suffix(back);
      back = 0;
    }
  }
  return text;
}

// 0x1F, 0o17, 0b11: digits of a base, without a sign.
std::optional<double> NumberOfBase(std::string_view digits, unsigned base) {
  double value = 0;
  for (const char c : digits) {
    const char lower = static_cast<char>(c | 0x20);
    const bool letter = lower >= 'a' && lower <= 'f';
    const auto digit = static_cast<unsigned>(letter ? lower - 'a' + 10 : c - '0');
    if ((!letter && !IsDigit(c)) || digit >= base) {
      return std::nullopt;
    }
    value = value * base + digit;
  }
  return digits.empty() ? std::nullopt : std::optional(value);
}

std::size_t PassDigits(std::string_view text, std::size_t at) {
  while (at < text.size() && IsDigit(text[at])) {
    ++at;
  }
  return at;
}

// StrUnsignedDecimalLiteral: "1", "1.", ".5", "1e3".
bool IsDecimal(std::string_view text) {
  std::size_t at = PassDigits(text, 0);
  std::size_t digits = at;
  if (at < text.size() && text[at] == '.') {
    const std::size_t end = PassDigits(text, at + 1);
    digits += end - at - 1;
    at = end;
  }
  if (digits == 0) {
    return false;
  }
  if (at < text.size() && (text[at] | 0x20) == 'e') {
    ++at;
    at += at < text.size() && (text[at] == '+' || text[at] == '-') ? 1U : 0U;
    const std::size_t end = PassDigits(text, at);
    return end > at && end == text.size();
  }
  return at == text.size();
}

std::optional<double> NumberOfDecimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  const double sign = negative ? -1 : 1;
  if (text == "Infinity") {
    return sign * std::numeric_limits<double>::infinity();
  }
  return IsDecimal(text) ? std::optional(sign * NumberOfJson(text)) : std::nullopt;
}

}  // namespace

std::optional<double> NumberOfText(std::string_view text) {
  text = Trim(text);
  if (text.empty()) {
    return 0;
  }
  if (text.size() > 2 && text[0] == '0' && (text[1] | 0x20) == 'x') {
    return NumberOfBase(text.substr(2), 16);
  }
  if (text.size() > 2 && text[0] == '0' && (text[1] | 0x20) == 'o') {
    return NumberOfBase(text.substr(2), 8);
  }
  if (text.size() > 2 && text[0] == '0' && (text[1] | 0x20) == 'b') {
    return NumberOfBase(text.substr(2), 2);
  }
  return NumberOfDecimal(text);
}

}  // namespace pipeline::graphql
