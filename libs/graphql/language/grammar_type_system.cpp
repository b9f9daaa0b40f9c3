#include <array>
#include <utility>

#include "libs/graphql/language/grammar.hpp"

namespace pipeline::graphql {
namespace {

using Kind = ast::TypeDefinition::Kind;

constexpr std::array<std::string_view, 6> kKeywords = {
    "scalar", "type", "interface", "union", "enum", "input"};

constexpr std::array<std::string_view, 20> kDirectiveLocations = {"QUERY",
                                                                  "MUTATION",
                                                                  "SUBSCRIPTION",
                                                                  "FIELD",
                                                                  "FRAGMENT_DEFINITION",
                                                                  "FRAGMENT_SPREAD",
                                                                  "INLINE_FRAGMENT",
                                                                  "VARIABLE_DEFINITION",
                                                                  "SCHEMA",
                                                                  "SCALAR",
                                                                  "OBJECT",
                                                                  "FIELD_DEFINITION",
                                                                  "ARGUMENT_DEFINITION",
                                                                  "INTERFACE",
                                                                  "UNION",
                                                                  "ENUM",
                                                                  "ENUM_VALUE",
                                                                  "INPUT_OBJECT",
                                                                  "INPUT_FIELD_DEFINITION",
                                                                  "DIRECTIVE_DEFINITION"};

bool IsDirectiveLocation(std::string_view name) {
  for (const std::string_view location : kDirectiveLocations) {
    if (location == name) {
      return true;
    }
  }
  return false;
}

bool AddsNothing(const ast::TypeDefinition& type) {
  return type.interfaces.empty() && type.directives.empty() && type.fields.empty() &&
         type.members.empty() && type.values.empty() && type.input_fields.empty();
}

}  // namespace

ast::Definition Grammar::Schema(bool extend) {
  const std::uint32_t start = Start();
  ast::SchemaDefinition schema;
  schema.extend = extend;
  schema.description = Description();
  if (extend) {
    tokens_.ExpectKeyword("extend");
  }
  tokens_.ExpectKeyword("schema");
  schema.directives = Directives(true);
  if (!extend || At(TokenKind::kBraceOpen)) {
    schema.operations = Many(
        TokenKind::kBraceOpen, [&] { return RootType(); }, TokenKind::kBraceClose);
  } else if (schema.directives.empty()) {
    tokens_.FailUnexpected(tokens_.Current());
  }
  schema.span = From(start);
  return {std::move(schema)};
}

ast::OperationTypeDefinition Grammar::RootType() {
  const std::uint32_t start = Start();
  ast::OperationTypeDefinition root;
  root.operation = OperationType().value_or(ast::OperationType::kQuery);
  tokens_.Expect(TokenKind::kColon);
  root.type = Name();
  root.span = From(start);
  return root;
}

ast::Definition Grammar::TypeDefinition(Kind kind, bool extend) {
  const std::uint32_t start = Start();
  ast::TypeDefinition type;
  type.kind = kind;
  type.extend = extend;
  type.description = Description();
  if (extend) {
    tokens_.ExpectKeyword("extend");
  }
  tokens_.ExpectKeyword(kKeywords.at(static_cast<std::size_t>(kind)));
  type.name = Name();
  if (kind == Kind::kObject || kind == Kind::kInterface) {
    type.interfaces = Interfaces();
  }
  type.directives = Directives(true);
  TypeBody(type);
  if (extend && AddsNothing(type)) {
    tokens_.FailUnexpected(tokens_.Current());
  }
  type.span = From(start);
  return {std::move(type)};
}

void Grammar::TypeBody(ast::TypeDefinition& type) {
  switch (type.kind) {
    case Kind::kScalar:
      break;
    case Kind::kObject:
    case Kind::kInterface:
      type.fields = OptionalMany(
          TokenKind::kBraceOpen, [&] { return FieldDefinition(); }, TokenKind::kBraceClose);
      break;
    case Kind::kUnion:
      if (tokens_.Skip(TokenKind::kEquals)) {
        type.members = Delimited(TokenKind::kPipe, [&] { return Name(); });
      }
      break;
    case Kind::kEnum:
      type.values = OptionalMany(
          TokenKind::kBraceOpen, [&] { return EnumValue(); }, TokenKind::kBraceClose);
      break;
    case Kind::kInputObject:
      type.input_fields = OptionalMany(
          TokenKind::kBraceOpen, [&] { return InputValue(); }, TokenKind::kBraceClose);
      break;
  }
}

std::vector<ast::Name> Grammar::Interfaces() {
  return tokens_.SkipKeyword("implements")
             ? Delimited(TokenKind::kAmpersand, [&] { return Name(); })
             : std::vector<ast::Name>();
}

ast::FieldDefinition Grammar::FieldDefinition() {
  const std::uint32_t start = Start();
  ast::FieldDefinition field;
  field.description = Description();
  field.name = Name();
  field.arguments = OptionalMany(
      TokenKind::kParenOpen, [&] { return InputValue(); }, TokenKind::kParenClose);
  tokens_.Expect(TokenKind::kColon);
  field.type = Type();
  field.directives = Directives(true);
  field.span = From(start);
  return field;
}

ast::InputValueDefinition Grammar::InputValue() {
  const std::uint32_t start = Start();
  ast::InputValueDefinition input;
  input.description = Description();
  input.name = Name();
  tokens_.Expect(TokenKind::kColon);
  input.type = Type();
  input.default_value = DefaultValue();
  input.directives = Directives(true);
  input.span = From(start);
  return input;
}

ast::EnumValueDefinition Grammar::EnumValue() {
  const std::uint32_t start = Start();
  ast::EnumValueDefinition value;
  value.description = Description();
  const std::string_view name = tokens_.Current().Value();
  if (name == "true" || name == "false" || name == "null") {
    tokens_.Fail(
        Start(),
        Describe(tokens_.Current()) + " is reserved and cannot be used for an enum value.");
  }
  value.name = Name();
  value.directives = Directives(true);
  value.span = From(start);
  return value;
}

ast::Definition Grammar::DirectiveDefinition() {
  const std::uint32_t start = Start();
  ast::DirectiveDefinition directive;
  directive.description = Description();
  tokens_.ExpectKeyword("directive");
  tokens_.Expect(TokenKind::kAt);
  directive.name = Name();
  directive.arguments = OptionalMany(
      TokenKind::kParenOpen, [&] { return InputValue(); }, TokenKind::kParenClose);
  directive.repeatable = tokens_.SkipKeyword("repeatable");
  tokens_.ExpectKeyword("on");
  directive.locations = Delimited(TokenKind::kPipe, [&] { return DirectiveLocation(); });
  directive.span = From(start);
  return {std::move(directive)};
}

ast::Name Grammar::DirectiveLocation() {
  const Token token = tokens_.Expect(TokenKind::kName);
  if (!IsDirectiveLocation(token.text)) {
    tokens_.FailUnexpected(token);
  }
  return {token.text, token.span};
}

}  // namespace pipeline::graphql
