#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/token_stream.hpp"

namespace pipeline::graphql {

/// The grammar of GraphQL by recursive descent, one method a rule, named as in the specification's
/// appendix B.3. Each is called with the cursor on the first token of its rule and leaves it behind
/// the last. After a failure they return what they have, which nobody looks at.
class Grammar {
 public:
  Grammar(std::string_view body, const ParseLimits& limits) : body_(body), tokens_(body, limits) {}

  std::vector<ast::Definition> Document();
  bool Failed() const { return tokens_.Failed(); }
  const SyntaxFault& Fault() const { return tokens_.Fault(); }

 private:
  ast::Definition Definition();
  ast::Definition DefinitionOf(std::string_view keyword, bool described);

  // grammar_values.cpp
  ast::Name Name();
  ast::Name Variable();
  ast::StringValue String();
  std::optional<ast::StringValue> Description();
  bool AtDescription() const { return tokens_.Current().IsString(); }
  ast::Value Value(bool constant);
  std::optional<ast::Value> DefaultValue();
  ast::Value Literal(ast::ValueKind kind);
  ast::Value NamedLiteral();
  ast::Value VariableValue(bool constant);
  ast::Value List(bool constant);
  ast::Value Object(bool constant);
  ast::ObjectField ObjectField(bool constant);
  ast::Argument Argument(bool constant);
  std::vector<ast::Argument> Arguments(bool constant);
  std::vector<ast::Directive> Directives(bool constant);
  ast::Directive Directive(bool constant);
  ast::Type Type();
  ast::Type ListType();

  // grammar_executable.cpp
  ast::Definition Operation();
  std::optional<ast::OperationType> OperationType();
  ast::VariableDefinition VariableDefinition();
  ast::Definition Fragment();
  ast::Name FragmentName();
  ast::SelectionSet SelectionSet();
  ast::Selection Selection();
  ast::Field Field();
  ast::Selection Spread();

  // grammar_type_system.cpp
  ast::Definition Extension();
  ast::Definition Schema(bool extend);
  ast::OperationTypeDefinition RootType();
  ast::Definition TypeDefinition(ast::TypeDefinition::Kind kind, bool extend);
  void TypeBody(ast::TypeDefinition& type);
  std::vector<ast::Name> Interfaces();
  ast::FieldDefinition FieldDefinition();
  ast::InputValueDefinition InputValue();
  ast::EnumValueDefinition EnumValue();
  ast::Definition DirectiveDefinition();
  ast::Name DirectiveLocation();

  bool At(TokenKind kind) const { return tokens_.At(kind); }
  std::uint32_t Start() const { return tokens_.Current().span.start; }
  Span From(std::uint32_t start) const { return {start, tokens_.LastEnd()}; }

  /// Items up to a token of kind `close`, the cursor behind the opening one.
  template <typename Item>
  auto Rest(TokenKind close, Item item) {
    std::vector<decltype(item())> items;
    do {
      items.push_back(item());
    } while (!Failed() && !tokens_.Skip(close));
    return items;
  }

  /// One item at least, between the two.
  template <typename Item>
  auto Many(TokenKind open, Item item, TokenKind close) {
    tokens_.Expect(open);
    return Rest(close, item);
  }

  /// Nothing, or the two with one item at least between them.
  template <typename Item>
  auto OptionalMany(TokenKind open, Item item, TokenKind close) {
    return tokens_.Skip(open) ? Rest(close, item) : std::vector<decltype(item())>();
  }

  /// One name at least, with a delimiter between them and, if one likes, in front.
  template <typename Item>
  std::vector<ast::Name> Delimited(TokenKind delimiter, Item item) {
    tokens_.Skip(delimiter);
    std::vector<ast::Name> names;
    do {
      names.push_back(item());
    } while (tokens_.Skip(delimiter));
    return names;
  }

  std::string_view body_;
  TokenStream tokens_;
};

}  // namespace pipeline::graphql
