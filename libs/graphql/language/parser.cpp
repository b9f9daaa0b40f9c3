#include "libs/graphql/language/parser.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libs/graphql/language/text.hpp"
#include "libs/graphql/language/token_stream.hpp"

namespace pipeline::graphql {
namespace {

using Kind = ast::TypeDefinition::Kind;

// In the order of Kind.
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

// The grammar of GraphQL by recursive descent: one method a rule, named as in the specification's
// appendix B.3. A method is called with the cursor on the first token of its rule and leaves it
// behind the last. After a failure it returns an incomplete node, which is not used.
class Grammar {
 public:
  Grammar(std::string_view body, const ParseLimits& limits) : body_(body), tokens_(body, limits) {}

  std::vector<ast::Definition> Document();
  bool Failed() const { return tokens_.Failed(); }
  const SyntaxFault& Fault() const { return tokens_.Fault(); }

 private:
  ast::Definition Definition();
  ast::Definition DefinitionOf(std::string_view keyword, bool described);

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

  ast::Definition Operation();
  std::optional<ast::OperationType> OperationType();
  ast::VariableDefinition VariableDefinition();
  ast::Definition Fragment();
  ast::Name FragmentName();
  ast::SelectionSet SelectionSet();
  ast::Selection Selection();
  ast::Field Field();
  ast::Selection Spread();

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

  // Items up to a token of kind `close`, the cursor behind the opening one.
  template <typename Item>
  auto Rest(TokenKind close, Item item) {
    std::vector<decltype(item())> items;
    do {
      items.push_back(item());
    } while (!Failed() && !tokens_.Skip(close));
    return items;
  }

  // At least one item between the two tokens.
  template <typename Item>
  auto Many(TokenKind open, Item item, TokenKind close) {
    tokens_.Expect(open);
    return Rest(close, item);
  }

  // Nothing, or both tokens with at least one item between them.
  template <typename Item>
  auto OptionalMany(TokenKind open, Item item, TokenKind close) {
    return tokens_.Skip(open) ? Rest(close, item) : std::vector<decltype(item())>();
  }

  // At least one name, with delimiters between them and optionally one in front.
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
  // If the token after it could not be read, that failure came first and is kept.
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

// A fragment cannot have the name "on". A string "on" gets the same message in graphql-js.
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
  tokens_.ExpectKeyword(kTypeKeywords.at(static_cast<std::size_t>(kind)).first);
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

}  // namespace

Result<ast::Document> Parse(const Source& source, const ParseLimits& limits) {
  if (source.Body().size() > std::numeric_limits<std::uint32_t>::max()) {
    return tl::make_unexpected(Error{.message = "Syntax Error: Document is too large."});
  }
  Grammar grammar(source.Body(), limits);
  ast::Document document{grammar.Document()};
  if (grammar.Failed()) {
    const SyntaxFault& fault = grammar.Fault();
    return tl::make_unexpected(ErrorAt(source, fault.offset, "Syntax Error: " + fault.message));
  }
  return document;
}

}  // namespace pipeline::graphql
