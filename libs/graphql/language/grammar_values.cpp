#include <memory>
#include <utility>

#include "libs/graphql/language/grammar.hpp"
#include "libs/graphql/language/text.hpp"

namespace pipeline::graphql {

ast::Name Grammar::Name() {
  const Token token = tokens_.Expect(TokenKind::kName);
  return {token.text, token.span};
}

ast::Name Grammar::Variable() {
  const std::uint32_t start = Start();
  tokens_.Expect(TokenKind::kDollar);
  const ast::Name name = Name();
  return {name.text, From(start)};
}

ast::StringValue Grammar::String() {
  Token token = tokens_.Take();
  return {.text = std::move(token.string),
          .block = token.kind == TokenKind::kBlockString,
          .span = token.span};
}

std::optional<ast::StringValue> Grammar::Description() {
  return AtDescription() ? std::optional(String()) : std::nullopt;
}

ast::Value Grammar::Value(bool constant) {
  switch (tokens_.Current().kind) {
    case TokenKind::kBracketOpen:
      return List(constant);
    case TokenKind::kBraceOpen:
      return Object(constant);
    case TokenKind::kInt:
      return Literal(ast::ValueKind::kInt);
    case TokenKind::kFloat:
      return Literal(ast::ValueKind::kFloat);
    case TokenKind::kString:
    case TokenKind::kBlockString:
      return Literal(ast::ValueKind::kString);
    case TokenKind::kName:
      return NamedLiteral();
    case TokenKind::kDollar:
      return VariableValue(constant);
    default:
      tokens_.FailUnexpected(tokens_.Current());
      return {};
  }
}

std::optional<ast::Value> Grammar::DefaultValue() {
  return tokens_.Skip(TokenKind::kEquals) ? std::optional(Value(true)) : std::nullopt;
}

ast::Value Grammar::Literal(ast::ValueKind kind) {
  ast::Value value;
  value.kind = kind;
  value.text = tokens_.Current().text;
  value.span = tokens_.Current().span;
  if (kind == ast::ValueKind::kString) {
    value.string = String();
  } else {
    tokens_.Take();
  }
  return value;
}

ast::Value Grammar::NamedLiteral() {
  const std::string_view name = tokens_.Current().text;
  if (name == "true" || name == "false") {
    return Literal(ast::ValueKind::kBoolean);
  }
  return Literal(name == "null" ? ast::ValueKind::kNull : ast::ValueKind::kEnum);
}

ast::Value Grammar::VariableValue(bool constant) {
  const Token dollar = tokens_.Current();
  if (constant) {
    tokens_.Take();
    if (At(TokenKind::kName)) {
      tokens_.Fail(
          dollar.span.start,
          "Unexpected variable \"$" + Clip(tokens_.Current().text) + "\" in constant value.");
    } else if (!Failed()) {
      tokens_.FailUnexpected(dollar);
    }
    return {};
  }
  const ast::Name name = Variable();
  ast::Value value;
  value.kind = ast::ValueKind::kVariable;
  value.text = name.text;
  value.span = name.span;
  return value;
}

ast::Value Grammar::List(bool constant) {
  const TokenStream::Level level(tokens_);
  const std::uint32_t start = Start();
  ast::Value value;
  value.kind = ast::ValueKind::kList;
  tokens_.Expect(TokenKind::kBracketOpen);
  while (!Failed() && !tokens_.Skip(TokenKind::kBracketClose)) {
    value.elements.push_back(Value(constant));
  }
  value.span = From(start);
  value.text = body_.substr(start, value.span.end - start);
  return value;
}

ast::Value Grammar::Object(bool constant) {
  const TokenStream::Level level(tokens_);
  const std::uint32_t start = Start();
  ast::Value value;
  value.kind = ast::ValueKind::kObject;
  tokens_.Expect(TokenKind::kBraceOpen);
  while (!Failed() && !tokens_.Skip(TokenKind::kBraceClose)) {
    value.fields.push_back(ObjectField(constant));
  }
  value.span = From(start);
  value.text = body_.substr(start, value.span.end - start);
  return value;
}

ast::ObjectField Grammar::ObjectField(bool constant) {
  const std::uint32_t start = Start();
  ast::ObjectField field;
  field.name = Name();
  tokens_.Expect(TokenKind::kColon);
  field.value = Value(constant);
  field.span = From(start);
  return field;
}

ast::Argument Grammar::Argument(bool constant) {
  const std::uint32_t start = Start();
  ast::Argument argument;
  argument.name = Name();
  tokens_.Expect(TokenKind::kColon);
  argument.value = Value(constant);
  argument.span = From(start);
  return argument;
}

std::vector<ast::Argument> Grammar::Arguments(bool constant) {
  return OptionalMany(
      TokenKind::kParenOpen, [&] { return Argument(constant); }, TokenKind::kParenClose);
}

std::vector<ast::Directive> Grammar::Directives(bool constant) {
  std::vector<ast::Directive> directives;
  while (At(TokenKind::kAt)) {
    directives.push_back(Directive(constant));
  }
  return directives;
}

ast::Directive Grammar::Directive(bool constant) {
  const std::uint32_t start = Start();
  tokens_.Expect(TokenKind::kAt);
  ast::Directive directive;
  directive.name = Name();
  directive.arguments = Arguments(constant);
  directive.span = From(start);
  return directive;
}

ast::Type Grammar::Type() {
  const std::uint32_t start = Start();
  ast::Type type;
  if (At(TokenKind::kBracketOpen)) {
    type = ListType();
  } else {
    type.name = Name();
    type.span = type.name.span;
  }
  if (!tokens_.Skip(TokenKind::kBang)) {
    return type;
  }
  ast::Type required;
  required.kind = ast::Type::Kind::kNonNull;
  required.of = std::make_unique<ast::Type>(std::move(type));
  required.span = From(start);
  return required;
}

ast::Type Grammar::ListType() {
  const TokenStream::Level level(tokens_);
  const std::uint32_t start = Start();
  ast::Type type;
  type.kind = ast::Type::Kind::kList;
  tokens_.Expect(TokenKind::kBracketOpen);
  type.of = std::make_unique<ast::Type>(Type());
  tokens_.Expect(TokenKind::kBracketClose);
  type.span = From(start);
  return type;
}

}  // namespace pipeline::graphql
