#include "libs/graphql/language/grammar.hpp"

#include <array>
#include <utility>

namespace pipeline::graphql {
namespace {

using Kind = ast::TypeDefinition::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 6> kTypeKeywords = {{
    {"scalar", Kind::kScalar},
    {"type", Kind::kObject},
    {"interface", Kind::kInterface},
    {"union", Kind::kUnion},
    {"enum", Kind::kEnum},
    {"input", Kind::kInputObject},
}};

std::optional<Kind> TypeKindOf(std::string_view keyword) {
  for (const auto& [name, kind] : kTypeKeywords) {
    if (name == keyword) {
      return kind;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<ast::Definition> Grammar::Document() {
  return Rest(TokenKind::kEnd, [&] { return Definition(); });
}

ast::Definition Grammar::Definition() {
  if (At(TokenKind::kBraceOpen)) {
    return Operation();
  }
  const bool described = AtDescription();
  const Token keyword = described ? tokens_.LookAhead() : tokens_.Current();
  if (described && keyword.kind == TokenKind::kBraceOpen) {
    tokens_.Fail(Start(),
                 "Unexpected description, descriptions are not supported on shorthand queries.");
  } else if (keyword.kind == TokenKind::kName) {
    return DefinitionOf(keyword.text, described);
  } else {
    tokens_.FailUnexpected(keyword);
  }
  return {};
}

ast::Definition Grammar::DefinitionOf(std::string_view keyword, bool described) {
  if (const auto kind = TypeKindOf(keyword)) {
    return TypeDefinition(*kind, false);
  }
  if (keyword == "schema") {
    return Schema(false);
  }
  if (keyword == "directive") {
    return DirectiveDefinition();
  }
  if (keyword == "query" || keyword == "mutation" || keyword == "subscription") {
    return Operation();
  }
  if (keyword == "fragment") {
    return Fragment();
  }
  if (described) {
    tokens_.Fail(Start(), "Unexpected description, only GraphQL definitions support descriptions.");
  } else if (keyword == "extend") {
    return Extension();
  } else {
    tokens_.FailUnexpected(tokens_.Current());
  }
  return {};
}

ast::Definition Grammar::Extension() {
  const Token keyword = tokens_.LookAhead();
  if (keyword.kind == TokenKind::kName && keyword.text == "schema") {
    return Schema(true);
  }
  const auto kind = keyword.kind == TokenKind::kName ? TypeKindOf(keyword.text) : std::nullopt;
  if (kind) {
    return TypeDefinition(*kind, true);
  }
  tokens_.FailUnexpected(keyword);
  return {};
}

}  // namespace pipeline::graphql
