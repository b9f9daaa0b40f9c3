#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "libs/graphql/language/lexer.hpp"
#include "libs/graphql/language/parser.hpp"

namespace pipeline::graphql {

/// A cursor over the tokens of a document. After the first failure, which is kept, the current
/// token is of kind kFailed, which no rule expects: the parser's loops end, and it checks once, at
/// the end.
class TokenStream {
 public:
  TokenStream(std::string_view body, const ParseLimits& limits);

  const Token& Current() const { return current_; }
  /// The token after the current one.
  const Token& LookAhead();
  bool At(TokenKind kind) const { return current_.kind == kind; }
  /// The end of the last token before the cursor.
  std::uint32_t LastEnd() const { return last_end_; }

  /// Returns the current token and moves the cursor on.
  Token Take();
  /// Moves on if the current token is of that kind; returns whether it was.
  bool Skip(TokenKind kind);
  bool SkipKeyword(std::string_view keyword);
  /// Takes a token of that kind, or fails.
  Token Expect(TokenKind kind);
  void ExpectKeyword(std::string_view keyword);

  void Fail(std::uint32_t offset, std::string message);
  void FailUnexpected(const Token& token);
  bool Failed() const { return fault_.has_value(); }
  /// Only after a failure.
  const SyntaxFault& Fault() const { return *fault_; }

  /// Counts a level of nesting while it is alive. Fails where the limit is passed.
  class Level {
   public:
    explicit Level(TokenStream& stream) : stream_(stream) { stream_.EnterLevel(); }
    ~Level() { --stream_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    TokenStream& stream_;
  };

 private:
  Token Read();
  void Advance();
  void CountToken();
  void EnterLevel();

  Lexer lexer_;
  ParseLimits limits_;
  Token current_;
  std::optional<Token> ahead_;
  std::optional<SyntaxFault> fault_;
  std::uint32_t last_end_ = 0;
  std::size_t tokens_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace pipeline::graphql
