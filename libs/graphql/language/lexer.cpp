#include "libs/graphql/language/lexer.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include "libs/graphql/language/text.hpp"

namespace pipeline::graphql {
namespace {

constexpr std::array<std::string_view, 21> kDescriptions = {
    "",        "<EOF>", "\"!\"", "\"$\"", "\"&\"", "\"(\"",  "\")\"",
    "\"...\"", "\":\"", "\"=\"", "\"@\"", "\"[\"", "\"]\"",  "\"{\"",
    "\"|\"",   "\"}\"", "Name",  "Int",   "Float", "String", "BlockString"};

bool IsNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// White space, line ends and commas.
bool IsIgnored(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == ','; }

// Ends a run of a string without escapes.
bool EndsPlainText(char c) { return c == '"' || c == '\\' || c == '\n' || c == '\r'; }

SyntaxFault FaultAt(std::size_t at, std::string message) {
  return {static_cast<std::uint32_t>(at), std::move(message)};
}

auto Refuse(std::size_t at, std::string message) {
  return tl::make_unexpected(FaultAt(at, std::move(message)));
}

// kFailed where `c` is no punctuator.
TokenKind PunctuatorOf(char c) {
  constexpr std::string_view kCharacters = "!$&():=@[]{|}";
  constexpr std::array kKinds = {TokenKind::kBang,
                                 TokenKind::kDollar,
                                 TokenKind::kAmpersand,
                                 TokenKind::kParenOpen,
                                 TokenKind::kParenClose,
                                 TokenKind::kColon,
                                 TokenKind::kEquals,
                                 TokenKind::kAt,
                                 TokenKind::kBracketOpen,
                                 TokenKind::kBracketClose,
                                 TokenKind::kBraceOpen,
                                 TokenKind::kPipe,
                                 TokenKind::kBraceClose};
  const std::size_t at = kCharacters.find(c);
  return at == std::string_view::npos ? TokenKind::kFailed : kKinds.at(at);
}

using EscapeSize = tl::expected<std::size_t, std::string>;

char ByteAt(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

// -1 if `c` is no hexadecimal digit.
std::int32_t HexDigit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (c >= 'A' && c <= 'F') {
    return c - 'A' + 10;
  }
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// -1 unless four hexadecimal digits stand at `at`.
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

EscapeSize RefuseEscape(std::string_view text, std::size_t units) {
  return tl::make_unexpected("Invalid Unicode escape sequence: \"" + FirstUtf16Units(text, units) +
                             "\".");
}

// \u1234, and two of them for a surrogate pair.
EscapeSize DecodeFixed(std::string_view text, std::string& value) {
  const std::int32_t unit = FourDigits(text, 2);
  if (unit >= 0 && !IsLeading(unit) && !IsTrailing(unit)) {
    AppendUtf8(value, static_cast<char32_t>(unit));
    return 6;
  }
  const bool second = ByteAt(text, 6) == '\\' && ByteAt(text, 7) == 'u';
  const std::int32_t trailing = second ? FourDigits(text, 8) : -1;
  if (!IsLeading(unit) || !IsTrailing(trailing)) {
    return RefuseEscape(text, 6);
  }
  AppendUtf8(value, static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (trailing - 0xDC00)));
  return 12;
}

// \u{1F600}: up to eight digits.
EscapeSize DecodeBraced(std::string_view text, std::string& value) {
  constexpr std::size_t kMaxSize = 12;
  std::uint32_t point = 0;
  for (std::size_t size = 3; size < kMaxSize;) {
    const char c = ByteAt(text, size++);
    if (c == '}') {
      const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
      if (size < 5 || point > 0x10FFFF || surrogate) {
        return RefuseEscape(text, size);
      }
      AppendUtf8(value, point);
      return size;
    }
    const std::int32_t digit = HexDigit(c);
    const bool full = (point << 4) > 0x7FFFFFFF;
    if (digit < 0 || full) {
      return RefuseEscape(text, size);
    }
    point = (point << 4) | static_cast<std::uint32_t>(digit);
  }
  return RefuseEscape(text, kMaxSize);
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

// The common indentation of all lines but the first, which follows the quotes.
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

// Decodes the escape sequence at the front of `text`, which begins with a backslash, and appends
// it to `value`. Returns the size of the sequence, or an error message.
EscapeSize DecodeEscape(std::string_view text, std::string& value) {
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

// The value of a block string from the text between its quotes: escaped quotes resolved, common
// indentation and leading and trailing blank lines removed (specification, section 2.9.4).
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

}  // namespace

std::string_view Token::Value() const {
  if (IsString()) {
    return string;
  }
  return kind >= TokenKind::kName ? text : std::string_view();
}

std::string Describe(TokenKind kind) {
  return std::string(kDescriptions.at(static_cast<std::size_t>(kind)));
}

std::string Describe(const Token& token) {
  std::string description = Describe(token.kind);
  if (token.kind >= TokenKind::kName) {
    description.append(" \"").append(Clip(token.Value())).append("\"");
  }
  return description;
}

tl::expected<Token, SyntaxFault> Lexer::Next() {
  PassIgnored();
  if (at_ == body_.size()) {
    return Take(TokenKind::kEnd, at_);
  }
  const char c = body_[at_];
  if (IsNameStart(c)) {
    return TakeName();
  }
  if (const TokenKind kind = PunctuatorOf(c); kind != TokenKind::kFailed) {
    return Take(kind, at_ + 1);
  }
  if (IsDigit(c) || c == '-') {
    return TakeNumber();
  }
  if (c == '"') {
    return Has(at_, R"(""")") ? TakeBlockString() : TakeString();
  }
  if (Has(at_, "...")) {
    return Take(TokenKind::kSpread, at_ + 3);
  }
  return tl::make_unexpected(Unexpected());
}

void Lexer::PassIgnored() {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  while (true) {
    while (IsIgnored(ByteAt(at_))) {
      ++at_;
    }
    if (ByteAt(at_) == '#') {
      at_ = FindLineEnd(body_, at_);
    } else if (Has(at_, kByteOrderMark)) {
      at_ += kByteOrderMark.size();
    } else {
      return;
    }
  }
}

Lexer::Taken Lexer::Take(TokenKind kind, std::size_t end) {
  Token token{.kind = kind,
              .span = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)},
              .text = body_.substr(at_, end - at_),
              .string = {}};
  at_ = end;
  return token;
}

Lexer::Taken Lexer::TakeName() {
  std::size_t end = at_ + 1;
  while (IsNameStart(ByteAt(end)) || IsDigit(ByteAt(end))) {
    ++end;
  }
  return Take(TokenKind::kName, end);
}

Lexer::Taken Lexer::TakeNumber() {
  std::size_t end = at_;
  auto passed = PassIntegerPart(end);
  bool whole = true;
  if (passed && ByteAt(end) == '.') {
    whole = false;
    passed = PassDigits(++end);
  }
  if (passed && (ByteAt(end) == 'e' || ByteAt(end) == 'E')) {
    whole = false;
    ++end;
    end += ByteAt(end) == '+' || ByteAt(end) == '-' ? 1U : 0U;
    passed = PassDigits(end);
  }
  if (!passed) {
    return tl::make_unexpected(std::move(passed.error()));
  }
  if (ByteAt(end) == '.' || IsNameStart(ByteAt(end))) {
    return Refuse(end, "Invalid number, expected digit but got: " + Show(end) + ".");
  }
  return Take(whole ? TokenKind::kInt : TokenKind::kFloat, end);
}

tl::expected<void, SyntaxFault> Lexer::PassIntegerPart(std::size_t& end) const {
  end += ByteAt(end) == '-' ? 1U : 0U;
  if (ByteAt(end) != '0') {
    return PassDigits(end);
  }
  ++end;
  if (IsDigit(ByteAt(end))) {
    return Refuse(end, "Invalid number, unexpected digit after 0: " + Show(end) + ".");
  }
  return {};
}

tl::expected<void, SyntaxFault> Lexer::PassDigits(std::size_t& end) const {
  if (!IsDigit(ByteAt(end))) {
    return Refuse(end, "Invalid number, expected digit but got: " + Show(end) + ".");
  }
  end = std::min(body_.find_first_not_of("0123456789", end), body_.size());
  return {};
}

Lexer::Taken Lexer::TakeString() {
  std::string value;
  std::size_t end = at_ + 1;
  while (true) {
    const std::size_t start = end;
    while (end < body_.size() && !EndsPlainText(body_[end])) {
      ++end;
    }
    value.append(body_.substr(start, end - start));
    if (ByteAt(end) == '"') {
      Taken token = Take(TokenKind::kString, end + 1);
      token->string = std::move(value);
      return token;
    }
    if (ByteAt(end) != '\\') {
      return Refuse(end, "Unterminated string.");
    }
    auto size = DecodeEscape(body_.substr(end), value);
    if (!size) {
      return Refuse(end, std::move(size.error()));
    }
    end += *size;
  }
}

Lexer::Taken Lexer::TakeBlockString() {
  const std::size_t start = at_ + 3;
  std::size_t end = body_.find(R"(""")", start);
  // Quotes after a backslash do not close it, but the third of them may begin the closing ones.
  while (end != std::string_view::npos && end > start && body_[end - 1] == '\\') {
    end = body_.find(R"(""")", end + 3);
  }
  if (end == std::string_view::npos) {
    return Refuse(body_.size(), "Unterminated string.");
  }
  Taken token = Take(TokenKind::kBlockString, end + 3);
  token->string = DecodeBlockString(body_.substr(start, end - start));
  return token;
}

SyntaxFault Lexer::Unexpected() const {
  if (body_[at_] == '\'') {
    return FaultAt(at_,
                   "Unexpected single quote character ('), did you mean to use a double quote "
                   "(\")?");
  }
  return FaultAt(at_, "Unexpected character: " + Show(at_) + ".");
}

std::string Lexer::Show(std::size_t at) const {
  const CodePoint code = FirstCodePoint(body_.substr(std::min(at, body_.size())));
  if (code.size == 0) {
    return Describe(TokenKind::kEnd);
  }
  if (code.value == U'"') {
    return R"('"')";
  }
  if (code.value >= 0x20 && code.value <= 0x7E) {
    return {'"', static_cast<char>(code.value), '"'};
  }
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "U+%04X", static_cast<unsigned>(code.value));
  return text.data();
}

}  // namespace pipeline::graphql
