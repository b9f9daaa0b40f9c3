#include "libs/graphql/language/lexer.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "libs/graphql/language/string_literal.hpp"
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

// Within a string.
bool EndsPlainText(char c) { return c == '"' || c == '\\' || c == '\n' || c == '\r'; }

SyntaxFault FaultAt(std::size_t at, std::string message) {
  return {static_cast<std::uint32_t>(at), std::move(message)};
}

auto Refuse(std::size_t at, std::string message) {
  return tl::make_unexpected(FaultAt(at, std::move(message)));
}

// kFailed: none.
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
  // One after a backslash does not close it, but its third quote may begin what does.
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
