#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "libs/graphql/language/source.hpp"

namespace pipeline::graphql {

enum class TokenKind {
  kFailed,  ///< No token: the document has a syntax error (see TokenStream).
  kEnd,
  kBang,
  kDollar,
  kAmpersand,
  kParenOpen,
  kParenClose,
  kSpread,
  kColon,
  kEquals,
  kAt,
  kBracketOpen,
  kBracketClose,
  kBraceOpen,
  kPipe,
  kBraceClose,
  kName,
  kInt,
  kFloat,
  kString,
  kBlockString,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Span span;
  std::string_view text;  ///< Its text in the source.
  std::string string;     ///< The decoded value of a string.

  bool IsString() const { return kind == TokenKind::kString || kind == TokenKind::kBlockString; }
  /// The text of a name or number, the value of a string; empty for other kinds.
  std::string_view Value() const;
};

/// A kind in error messages: `"{"`, `Name`, `<EOF>`.
std::string Describe(TokenKind kind);
/// A token with its value: `Name "foo"`.
std::string Describe(const Token& token);

/// A syntax error. Parse() puts "Syntax Error: " before its message.
struct SyntaxFault {
  std::uint32_t offset = 0;
  std::string message;
};

/// Reads the tokens of a document one after the other (specification, section 2.1). Skips white
/// space, commas, comments and byte order marks. After the last token every call returns kEnd.
/// Linear in the size of the document. Invalid UTF-8 passes through in strings and comments and is
/// an error elsewhere.
class Lexer {
 public:
  explicit Lexer(std::string_view body) : body_(body) {}

  tl::expected<Token, SyntaxFault> Next();

 private:
  using Taken = tl::expected<Token, SyntaxFault>;

  /// The byte at `at`; 0 past the end, which no token contains.
  char ByteAt(std::size_t at) const { return at < body_.size() ? body_[at] : '\0'; }
  bool Has(std::size_t at, std::string_view text) const {
    return body_.substr(at, text.size()) == text;
  }
  void PassIgnored();
  Taken TakeName();
  Taken TakeNumber();
  tl::expected<void, SyntaxFault> PassIntegerPart(std::size_t& end) const;
  tl::expected<void, SyntaxFault> PassDigits(std::size_t& end) const;
  Taken TakeString();
  Taken TakeBlockString();
  Taken Take(TokenKind kind, std::size_t end);
  SyntaxFault Unexpected() const;
  /// The character at `at` for a message: quoted, as U+1234, or `<EOF>`.
  std::string Show(std::size_t at) const;

  std::string_view body_;
  std::size_t at_ = 0;
};

}  // namespace pipeline::graphql
