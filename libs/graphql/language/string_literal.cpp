#include "libs/graphql/language/string_literal.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "libs/graphql/language/text.hpp"

namespace pipeline::graphql {
namespace {

using Size = tl::expected<std::size_t, std::string>;

char ByteAt(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

// -1: none.
std::int32_t HexDigit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (c >= 'A' && c <= 'F') {
    return c - 'A' + 10;
  }
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// -1 where four hexadecimal digits do not stand.
std::int32_t FourDigits(std::string_view text, std::size_t at) {
  std::int32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::int32_t digit = HexDigit(ByteAt(text, at + i));
    if (digit < 0) {
      return -1;
    }
    value = value * 16 + digit;
  }
  return value;
}

bool IsLeading(std::int32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool IsTrailing(std::int32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

Size Refuse(std::string_view text, std::size_t units) {
  return tl::make_unexpected("Invalid Unicode escape sequence: \"" + FirstUtf16Units(text, units) +
                             "\".");
}

// \u1234, and two of them for a surrogate pair.
Size DecodeFixed(std::string_view text, std::string& value) {
  const std::int32_t unit = FourDigits(text, 2);
  if (unit >= 0 && !IsLeading(unit) && !IsTrailing(unit)) {
    AppendUtf8(value, static_cast<char32_t>(unit));
    return 6;
  }
  const bool second = ByteAt(text, 6) == '\\' && ByteAt(text, 7) == 'u';
  const std::int32_t trailing = second ? FourDigits(text, 8) : -1;
  if (!IsLeading(unit) || !IsTrailing(trailing)) {
    return Refuse(text, 6);
  }
  AppendUtf8(value, static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (trailing - 0xDC00)));
  return 12;
}

// \u{1F600}: up to eight digits.
Size DecodeBraced(std::string_view text, std::string& value) {
  constexpr std::size_t kMaxSize = 12;
  std::uint32_t point = 0;
  for (std::size_t size = 3; size < kMaxSize;) {
    const char c = ByteAt(text, size++);
    if (c == '}') {
      const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
      if (size < 5 || point > 0x10FFFF || surrogate) {
        return Refuse(text, size);
      }
      AppendUtf8(value, point);
      return size;
    }
    const std::int32_t digit = HexDigit(c);
    const bool full = (point << 4) > 0x7FFFFFFF;
    if (digit < 0 || full) {
      return Refuse(text, size);
    }
    point = (point << 4) | static_cast<std::uint32_t>(digit);
  }
  return Refuse(text, kMaxSize);
}

constexpr std::string_view kQuotes = R"(""")";
constexpr std::string_view kEscapedQuotes = R"(\""")";

std::vector<std::string_view> LinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  std::size_t start = 0;
  for (std::size_t at = FindLineEnd(text, 0); at < text.size(); at = FindLineEnd(text, start)) {
    lines.push_back(text.substr(start, at - start));
    start = at + (text.substr(at, 2) == "\r\n" ? 2 : 1);
  }
  lines.push_back(text.substr(start));
  return lines;
}

std::size_t IndentOf(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

bool IsBlank(std::string_view line) { return IndentOf(line) == line.size(); }

// Of all lines but the first, which follows the quotes.
std::size_t CommonIndent(const std::vector<std::string_view>& lines) {
  std::size_t common = std::string_view::npos;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!IsBlank(lines[i])) {
      common = std::min(common, IndentOf(lines[i]));
    }
  }
  return common;
}

void AppendReplaced(std::string& text,
                    std::string_view from,
                    std::string_view what,
                    std::string_view with) {
  for (std::size_t at = from.find(what); at != std::string_view::npos; at = from.find(what)) {
    text.append(from.substr(0, at)).append(with);
    from.remove_prefix(at + what.size());
  }
  text.append(from);
}

}  // namespace

Size DecodeEscape(std::string_view text, std::string& value) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const char letter = ByteAt(text, 1);
  if (letter == 'u') {
    return ByteAt(text, 2) == '{' ? DecodeBraced(text, value) : DecodeFixed(text, value);
  }
  const std::size_t found = kLetters.find(letter);
  if (found == std::string_view::npos) {
    return tl::make_unexpected("Invalid character escape sequence: \"" + FirstUtf16Units(text, 2) +
                               "\".");
  }
  value += kMeanings[found];
  return 2;
}

std::string DecodeBlockString(std::string_view raw) {
  std::vector<std::string_view> lines = LinesOf(raw);
  const std::size_t indent = CommonIndent(lines);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    lines[i].remove_prefix(std::min(indent, lines[i].size()));
  }
  const auto first = std::find_if_not(lines.begin(), lines.end(), IsBlank);
  const auto last = std::find_if_not(lines.rbegin(), lines.rend(), IsBlank).base();
  std::string value;
  for (auto line = first; line < last; ++line) {
    value.append(line == first ? "" : "\n");
    AppendReplaced(value, *line, kEscapedQuotes, kQuotes);
  }
  return value;
}

}  // namespace pipeline::graphql
