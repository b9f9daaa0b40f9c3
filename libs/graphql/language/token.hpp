#pragma once

#include <cstdint>
#include <string>
#include <string_view>

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

}  // namespace pipeline::graphql
