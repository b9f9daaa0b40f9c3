#include "libs/graphql/language/token.hpp"

#include <array>

#include "libs/graphql/language/text.hpp"

namespace pipeline::graphql {
namespace {

constexpr std::array<std::string_view, 21> kDescriptions = {
    "",        "<EOF>", "\"!\"", "\"$\"", "\"&\"", "\"(\"",  "\")\"",
    "\"...\"", "\":\"", "\"=\"", "\"@\"", "\"[\"", "\"]\"",  "\"{\"",
    "\"|\"",   "\"}\"", "Name",  "Int",   "Float", "String", "BlockString"};

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

}  // namespace pipeline::graphql
