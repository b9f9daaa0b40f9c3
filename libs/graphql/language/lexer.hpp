#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "libs/graphql/language/source.hpp"

namespace pipeline::graphql {

enum class TokenKind {
  kFailed,  ///< None: the document was given up (see TokenStream).
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
  std::string_view text;  ///< As it stands in the source.
  std::string string;     ///< Of a string, decoded.

  bool IsString() const { return kind == TokenKind::kString || kind == TokenKind::kBlockString; }
  /// Of a name, number or string; empty for others.
  std::string_view Value() const;
};

/// As messages name them: `"{"`, `Name`, `<EOF>`.
std::string Describe(TokenKind kind);
/// With its value: `Name "foo"`.
std::string Describe(const Token& token);

/// Why a document is not GraphQL: without "Syntax Error: ", which all of them have in front.
struct SyntaxFault {
  std::uint32_t offset = 0;
  std::string message;
};

/// Reads the tokens of a document (specification, section 2.1) one after the other; what it ignores
/// is passed: white space, commas, comments and byte order marks. After the last token comes kEnd,
/// each time. Linear in the size of the document. Text that is no UTF-8 is passed through in
/// strings and comments, and refused elsewhere.
class Lexer {
 public:
  explicit Lexer(std::string_view body) : body_(body) {}

  tl::expected<Token, SyntaxFault> Next();

 private:
  using Taken = tl::expected<Token, SyntaxFault>;

  /// The byte there; 0 past the end, which no token contains.
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
  /// The character there as messages show it: quoted, as U+1234, or `<EOF>`.
  std::string Show(std::size_t at) const;

  std::string_view body_;
  std::size_t at_ = 0;
};

}  // namespace pipeline::graphql
