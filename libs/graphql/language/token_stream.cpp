#include "libs/graphql/language/token_stream.hpp"

#include <utility>

namespace pipeline::graphql {

TokenStream::TokenStream(std::string_view body, const ParseLimits& limits)
    : lexer_(body), limits_(limits) {
  current_ = Read();
  CountToken();
}

const Token& TokenStream::LookAhead() {
  if (Failed()) {
    return current_;
  }
  if (!ahead_) {
    ahead_ = Read();
  }
  return *ahead_;
}

Token TokenStream::Take() {
  Token taken = std::move(current_);
  Advance();
  return taken;
}

bool TokenStream::Skip(TokenKind kind) {
  const bool here = At(kind);
  if (here) {
    Advance();
  }
  return here;
}

bool TokenStream::SkipKeyword(std::string_view keyword) {
  return current_.text == keyword && Skip(TokenKind::kName);
}

Token TokenStream::Expect(TokenKind kind) {
  if (At(kind)) {
    return Take();
  }
  if (!Failed()) {
    Fail(current_.span.start, "Expected " + Describe(kind) + ", found " + Describe(current_) + ".");
  }
  return {};
}

void TokenStream::ExpectKeyword(std::string_view keyword) {
  if (!SkipKeyword(keyword) && !Failed()) {
    Fail(current_.span.start,
         "Expected \"" + std::string(keyword) + "\", found " + Describe(current_) + ".");
  }
}

void TokenStream::Fail(std::uint32_t offset, std::string message) {
  if (!fault_) {
    fault_ = SyntaxFault{offset, std::move(message)};
  }
  current_ = Token{.kind = TokenKind::kFailed, .span = {}, .text = {}, .string = {}};
}

void TokenStream::FailUnexpected(const Token& token) {
  Fail(token.span.start, "Unexpected " + Describe(token) + ".");
}

Token TokenStream::Read() {
  auto token = lexer_.Next();
  if (token) {
    return *std::move(token);
  }
  Fail(token.error().offset, std::move(token.error().message));
  return current_;
}

void TokenStream::Advance() {
  last_end_ = current_.span.end;
  current_ = ahead_ ? *std::move(ahead_) : Read();
  ahead_.reset();
  CountToken();
}

void TokenStream::CountToken() {
  if (At(TokenKind::kEnd) || At(TokenKind::kFailed)) {
    return;
  }
  if (++tokens_ > limits_.tokens && limits_.tokens != 0) {
    // "that" is graphql-js's own slip.
    Fail(current_.span.start,
         "Document contains more that " + std::to_string(limits_.tokens) +
             " tokens. Parsing aborted.");
  }
}

void TokenStream::EnterLevel() {
  if (++depth_ > limits_.nesting) {
    Fail(current_.span.start,
         "Document contains more than " + std::to_string(limits_.nesting) +
             " levels of nesting. Parsing aborted.");
  }
}

}  // namespace pipeline::graphql
