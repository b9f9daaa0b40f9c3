#include "libs/graphql/execution/number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <system_error>

#include "libs/graphql/language/text.hpp"

namespace pipeline::graphql {
namespace {

constexpr int kLargestPlainExponent = 21;
constexpr int kSmallestPlainExponent = -6;

struct Decimal {
  std::string digits;  // Without zeros at the end.
  int exponent = 0;    // Of ten: the value is 0.digits * 10^exponent.
};

Decimal Shortest(double positive) {
  std::array<char, 32> text;
  const auto written = std::to_chars(
      text.data(), text.data() + text.size(), positive, std::chars_format::scientific);
  const std::string_view all(text.data(), static_cast<std::size_t>(written.ptr - text.data()));
  const std::size_t e = all.find('e');
  Decimal decimal;
  for (const char digit : all.substr(0, e)) {
    if (digit != '.') {
      decimal.digits += digit;
    }
  }
  const std::size_t sign = all[e + 1] == '+' ? 1 : 0;
  std::from_chars(all.data() + e + 1 + sign, all.data() + all.size(), decimal.exponent);
  ++decimal.exponent;
  return decimal;
}

std::string WithExponent(const Decimal& decimal) {
  std::string text = decimal.digits.substr(0, 1);
  if (decimal.digits.size() > 1) {
    text += '.' + decimal.digits.substr(1);
  }
  const int exponent = decimal.exponent - 1;
  return text + (exponent < 0 ? "e" : "e+") + std::to_string(exponent);
}

// ECMA-262, Number::toString, for numbers above zero.
std::string PositiveText(double number) {
  const Decimal decimal = Shortest(number);
  const int exponent = decimal.exponent;
  const auto size = static_cast<int>(decimal.digits.size());
  if (exponent > kLargestPlainExponent || exponent <= kSmallestPlainExponent) {
    return WithExponent(decimal);
  }
  if (exponent <= 0) {
    return "0." + std::string(static_cast<std::size_t>(-exponent), '0') + decimal.digits;
  }
  if (size <= exponent) {
    return decimal.digits + std::string(static_cast<std::size_t>(exponent - size), '0');
  }
  const auto point = static_cast<std::size_t>(exponent);
  return decimal.digits.substr(0, point) + "." + decimal.digits.substr(point);
}

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

std::string NumberText(double number) {
  if (std::isnan(number)) {
    return "NaN";
  }
  if (std::isinf(number)) {
    return number < 0 ? "-Infinity" : "Infinity";
  }
  if (number == 0) {
    return "0";
  }
  return number < 0 ? "-" + PositiveText(-number) : PositiveText(number);
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
