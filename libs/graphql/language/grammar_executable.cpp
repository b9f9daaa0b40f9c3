#include <memory>
#include <utility>

#include "libs/graphql/language/grammar.hpp"

namespace pipeline::graphql {

ast::Definition Grammar::Operation() {
  const std::uint32_t start = Start();
  ast::OperationDefinition operation;
  if (!At(TokenKind::kBraceOpen)) {
    operation.description = Description();
    operation.operation = OperationType().value_or(ast::OperationType::kQuery);
    if (At(TokenKind::kName)) {
      operation.name = Name();
    }
    operation.variables = OptionalMany(
        TokenKind::kParenOpen, [&] { return VariableDefinition(); }, TokenKind::kParenClose);
    operation.directives = Directives(false);
  }
  operation.selection_set = SelectionSet();
  operation.span = From(start);
  return {std::move(operation)};
}

std::optional<ast::OperationType> Grammar::OperationType() {
  const Token token = tokens_.Expect(TokenKind::kName);
  if (token.text == "query") {
    return ast::OperationType::kQuery;
  }
  if (token.text == "mutation") {
    return ast::OperationType::kMutation;
  }
  if (token.text == "subscription") {
    return ast::OperationType::kSubscription;
  }
  // Also where the token after it could not be read, which is then what is said.
  tokens_.FailUnexpected(token);
  return std::nullopt;
}

ast::VariableDefinition Grammar::VariableDefinition() {
  const std::uint32_t start = Start();
  ast::VariableDefinition definition;
  definition.description = Description();
  definition.variable = Variable();
  tokens_.Expect(TokenKind::kColon);
  definition.type = Type();
  definition.default_value = DefaultValue();
  definition.directives = Directives(true);
  definition.span = From(start);
  return definition;
}

ast::Definition Grammar::Fragment() {
  const std::uint32_t start = Start();
  ast::FragmentDefinition fragment;
  fragment.description = Description();
  tokens_.ExpectKeyword("fragment");
  fragment.name = FragmentName();
  tokens_.ExpectKeyword("on");
  fragment.type_condition = Name();
  fragment.directives = Directives(false);
  fragment.selection_set = SelectionSet();
  fragment.span = From(start);
  return {std::move(fragment)};
}

// "on" is no name of a fragment; that it is no string "on" either is graphql-js's way to say it.
ast::Name Grammar::FragmentName() {
  if (tokens_.Current().Value() == "on") {
    tokens_.FailUnexpected(tokens_.Current());
  }
  return Name();
}

ast::SelectionSet Grammar::SelectionSet() {
  const TokenStream::Level level(tokens_);
  const std::uint32_t start = Start();
  ast::SelectionSet set;
  set.selections = Many(
      TokenKind::kBraceOpen, [&] { return Selection(); }, TokenKind::kBraceClose);
  set.span = From(start);
  return set;
}

ast::Selection Grammar::Selection() {
  return At(TokenKind::kSpread) ? Spread() : ast::Selection{Field()};
}

ast::Field Grammar::Field() {
  const std::uint32_t start = Start();
  ast::Field field;
  field.name = Name();
  if (tokens_.Skip(TokenKind::kColon)) {
    field.alias = std::exchange(field.name, Name());
  }
  field.arguments = Arguments(false);
  field.directives = Directives(false);
  if (At(TokenKind::kBraceOpen)) {
    field.selection_set = std::make_unique<ast::SelectionSet>(SelectionSet());
  }
  field.span = From(start);
  return field;
}

ast::Selection Grammar::Spread() {
  const std::uint32_t start = Start();
  tokens_.Expect(TokenKind::kSpread);
  const bool conditional = tokens_.SkipKeyword("on");
  if (!conditional && At(TokenKind::kName)) {
    ast::FragmentSpread spread;
    spread.name = FragmentName();
    spread.directives = Directives(false);
    spread.span = From(start);
    return {std::move(spread)};
  }
  ast::InlineFragment fragment;
  if (conditional) {
    fragment.type_condition = Name();
  }
  fragment.directives = Directives(false);
  fragment.selection_set = std::make_unique<ast::SelectionSet>(SelectionSet());
  fragment.span = From(start);
  return {std::move(fragment)};
}

}  // namespace pipeline::graphql
