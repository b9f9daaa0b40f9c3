#include "libs/graphql/language/parser.hpp"

#include <gmock/gmock.h>

#include "tests/support/graphql.hpp"

namespace pipeline::graphql {
namespace {

std::string_view SpanText(const Source& source, Span span) {
  return source.Body().substr(span.start, span.end - span.start);
}

TEST(ParserTest, ReadsAnOperation) {
  const Source source("query Q($a: [Int!]! = [1] @d) @e { x: f(b: {c: $a}) @g { h } }");
  const auto document = Parse(source);
  ASSERT_TRUE(document.has_value()) << document.error().message;
  const auto& query = std::get<ast::OperationDefinition>(document->definitions.at(0).node);
  EXPECT_EQ(query.name->text, "Q");
  const ast::VariableDefinition& variable = query.variables.at(0);
  EXPECT_EQ(variable.variable.text, "a");
  EXPECT_EQ(SpanText(source, variable.variable.span), "$a");
  EXPECT_EQ(SpanText(source, variable.type.span), "[Int!]!");
  EXPECT_EQ(variable.type.of->of->of->name.text, "Int");
  EXPECT_EQ(variable.default_value->text, "[1]");
  EXPECT_EQ(SpanText(source, variable.span), "$a: [Int!]! = [1] @d");
  const auto& field = std::get<ast::Field>(query.selection_set.selections.at(0).node);
  EXPECT_EQ(field.ResponseName(), "x");
  EXPECT_EQ(field.name.text, "f");
  EXPECT_EQ(SpanText(source, field.span), "x: f(b: {c: $a}) @g { h }");
  const ast::Value& object = field.arguments.at(0).value;
  EXPECT_EQ(object.text, "{c: $a}");
  EXPECT_EQ(object.fields.at(0).value.kind, ast::ValueKind::kVariable);
  EXPECT_EQ(object.fields.at(0).value.text, "a");
}

TEST(ParserTest, ReadsFragments) {
  const Source source("{ ...A @b ... on T { c } ... @d { e } } \"text\" fragment A on T { f }");
  const auto document = Parse(source);
  ASSERT_TRUE(document.has_value()) << document.error().message;
  const auto& query = std::get<ast::OperationDefinition>(document->definitions.at(0).node);
  const auto& selections = query.selection_set.selections;
  EXPECT_EQ(std::get<ast::FragmentSpread>(selections.at(0).node).name.text, "A");
  EXPECT_EQ(std::get<ast::InlineFragment>(selections.at(1).node).type_condition->text, "T");
  EXPECT_FALSE(std::get<ast::InlineFragment>(selections.at(2).node).type_condition);
  const auto& fragment = std::get<ast::FragmentDefinition>(document->definitions.at(1).node);
  EXPECT_EQ(fragment.description->text, "text");
  EXPECT_EQ(fragment.type_condition.text, "T");
}

TEST(ParserTest, ReadsEveryKindOfValue) {
  const Source source(
      R"({ f(a: 1, b: 1.0, c: "s\n", d: """b""", e: true, f: null, g: E, h: []) })");
  const auto document = Parse(source);
  ASSERT_TRUE(document.has_value()) << document.error().message;
  const auto& query = std::get<ast::OperationDefinition>(document->definitions.at(0).node);
  const auto& field = std::get<ast::Field>(query.selection_set.selections.at(0).node);
  std::vector<ast::ValueKind> kinds;
  kinds.reserve(field.arguments.size());
  for (const ast::Argument& argument : field.arguments) {
    kinds.push_back(argument.value.kind);
  }
  using K = ast::ValueKind;
  EXPECT_THAT(
      kinds,
      testing::ElementsAre(
          K::kInt, K::kFloat, K::kString, K::kString, K::kBoolean, K::kNull, K::kEnum, K::kList));
  EXPECT_EQ(field.arguments.at(2).value.text, R"("s\n")");
  EXPECT_EQ(field.arguments.at(2).value.string.text, "s\n");
  EXPECT_TRUE(field.arguments.at(3).value.string.block);
}

TEST(ParserTest, SaysWhatItExpected) {
  EXPECT_EQ(FailureOf(""), "Syntax Error: Unexpected <EOF>. (1:1)");
  EXPECT_EQ(FailureOf("{"), "Syntax Error: Expected Name, found <EOF>. (1:2)");
  EXPECT_EQ(FailureOf("{\n  a: }"), "Syntax Error: Expected Name, found \"}\". (2:6)");
  EXPECT_EQ(FailureOf("notAnOperation Foo { field }"),
            "Syntax Error: Unexpected Name \"notAnOperation\". (1:1)");
  EXPECT_EQ(FailureOf("{ ...on }"), "Syntax Error: Expected Name, found \"}\". (1:9)");
  EXPECT_EQ(FailureOf("fragment on on T { a }"), "Syntax Error: Unexpected Name \"on\". (1:10)");
  EXPECT_EQ(FailureOf("fragment \"on\" on T { a }"),
            "Syntax Error: Unexpected String \"on\". (1:10)");
  EXPECT_EQ(FailureOf("query ($a: Int = $b) { a }"),
            "Syntax Error: Unexpected variable \"$b\" in constant value. (1:18)");
  EXPECT_EQ(FailureOf("query ($a: Int = $) { a }"), "Syntax Error: Unexpected \"$\". (1:18)");
  EXPECT_EQ(FailureOf("\"text\" { a }"),
            "Syntax Error: Unexpected description, descriptions are not supported on shorthand "
            "queries. (1:1)");
}

TEST(ParserTest, ReportsTheFirstFailureOfTheDocument) {
  EXPECT_EQ(FailureOf("query \"a\" ?"), "Syntax Error: Expected \"{\", found String \"a\". (1:7)");
  EXPECT_EQ(FailureOf("\"a\" ?"), "Syntax Error: Unexpected character: \"?\". (1:5)");
}

TEST(ParserTest, ClipsWhatItQuotes) {
  const std::string name(1U << 20U, 'a');
  EXPECT_EQ(FailureOf(name),
            "Syntax Error: Unexpected Name \"" + std::string(256, 'a') + "...\". (1:1)");
}

TEST(ParserTest, PrintsValuesAndTypesAsTheyStand) {
  const Source source("query ($a: [[Int!]!]) { a(b: [1,2.50  $a], c: $a) }");
  const auto document = Parse(source);
  const auto& query = std::get<ast::OperationDefinition>(document->definitions.at(0).node);
  EXPECT_EQ(Print(query.variables.at(0).type), "[[Int!]!]");
  const auto& field = std::get<ast::Field>(query.selection_set.selections.at(0).node);
  EXPECT_EQ(Print(field.arguments.at(0).value), "[1,2.50  $a]");
  EXPECT_EQ(Print(field.arguments.at(1).value), "$a");
}

ast::Document DocumentOf(const Source& source) {
  auto document = Parse(source);
  EXPECT_TRUE(document.has_value()) << document.error().message;
  return *std::move(document);
}

TEST(ParserTest, ReadsAnObjectType) {
  const Source source(R"("""
    Text
    """
    type A implements & I & J @d {
      "field" f("argument" x: [Int] = [1] @e, y: String): B! @deprecated
    })");
  const ast::Document document = DocumentOf(source);
  const auto& type = std::get<ast::TypeDefinition>(document.definitions.at(0).node);
  EXPECT_EQ(type.kind, ast::TypeDefinition::Kind::kObject);
  EXPECT_EQ(type.description->text, "Text");
  EXPECT_EQ(type.interfaces.size(), 2U);
  const ast::FieldDefinition& field = type.fields.at(0);
  EXPECT_EQ(field.description->text, "field");
  EXPECT_EQ(field.arguments.at(0).default_value->text, "[1]");
  EXPECT_EQ(field.type.kind, ast::Type::Kind::kNonNull);
  EXPECT_EQ(field.directives.at(0).name.text, "deprecated");
}

TEST(ParserTest, ReadsEveryDefinition) {
  const Source source(R"(
    schema @a { query: Q mutation: M subscription: S }
    scalar A @specifiedBy(url: "u")
    interface I implements J { a: Int }
    union U = | A | B
    union V
    enum E { "one" A B @deprecated }
    input P { a: Int = 1 }
    directive @d(a: Int) repeatable on | FIELD | QUERY)");
  const ast::Document document = DocumentOf(source);
  EXPECT_EQ(document.definitions.size(), 8U);
  const auto& directive = std::get<ast::DirectiveDefinition>(document.definitions.at(7).node);
  EXPECT_TRUE(directive.repeatable);
  EXPECT_EQ(directive.locations.size(), 2U);
  EXPECT_EQ(std::get<ast::TypeDefinition>(document.definitions.at(3).node).members.size(), 2U);
}

TEST(ParserTest, ReadsExtensions) {
  const Source source(R"(
    extend schema @a extend schema { query: Q } extend scalar A @a extend type A implements I
    extend interface A @a extend union A = B extend enum A { B } extend input A { a: Int })");
  const ast::Document document = DocumentOf(source);
  EXPECT_EQ(document.definitions.size(), 8U);
  EXPECT_TRUE(std::get<ast::SchemaDefinition>(document.definitions.at(0).node).extend);
  EXPECT_TRUE(std::get<ast::TypeDefinition>(document.definitions.at(7).node).extend);
}

TEST(ParserTest, RefusesWhatIsIncomplete) {
  EXPECT_EQ(FailureOf("extend type A"), "Syntax Error: Unexpected <EOF>. (1:14)");
  EXPECT_EQ(FailureOf("extend scalar A { a }"), "Syntax Error: Unexpected \"{\". (1:17)");
  EXPECT_EQ(FailureOf("extend schema"), "Syntax Error: Unexpected <EOF>. (1:14)");
  EXPECT_EQ(FailureOf("extend directive @a on FIELD"),
            "Syntax Error: Unexpected Name \"directive\". (1:8)");
  EXPECT_EQ(FailureOf("\"a\" extend type A @b"),
            "Syntax Error: Unexpected description, only GraphQL definitions support descriptions. "
            "(1:1)");
  EXPECT_EQ(FailureOf("type A {}"), "Syntax Error: Expected Name, found \"}\". (1:9)");
  EXPECT_EQ(FailureOf("enum A { true }"),
            "Syntax Error: Name \"true\" is reserved and cannot be used for an enum value. (1:10)");
  EXPECT_EQ(FailureOf("directive @a on FIELDS"),
            "Syntax Error: Unexpected Name \"FIELDS\". (1:17)");
  EXPECT_EQ(FailureOf("directive @a @b on FIELD"),
            "Syntax Error: Expected \"on\", found \"@\". (1:14)");
  EXPECT_EQ(FailureOf("schema { subscribe: A }"),
            "Syntax Error: Unexpected Name \"subscribe\". (1:10)");
}

std::string Repeat(std::string_view text, std::size_t times) {
  std::string repeated;
  for (std::size_t i = 0; i < times; ++i) {
    repeated += text;
  }
  return repeated;
}

TEST(ParserTest, CountsTokens) {
  EXPECT_EQ(FailureOf("{ a b # not counted\n }", {.tokens = 4}), "");
  EXPECT_EQ(FailureOf("{ a b }", {.tokens = 3}),
            "Syntax Error: Document contains more that 3 tokens. Parsing aborted. (1:7)");
  EXPECT_EQ(FailureOf("{ " + Repeat("a ", 5000) + "}", {.tokens = 0}), "");
}

TEST(ParserTest, BoundsNesting) {
  EXPECT_EQ(FailureOf("{a{b}}", {.nesting = 2}), "");
  const std::string refusal =
      "Syntax Error: Document contains more than 2 levels of nesting. Parsing aborted.";
  EXPECT_EQ(FailureOf("{a{b{c}}}", {.nesting = 2}), refusal + " (1:5)");
  EXPECT_EQ(FailureOf("{a(b:[[1]])}", {.nesting = 2}), refusal + " (1:7)");
  EXPECT_EQ(FailureOf("{a(b:{c:{d:1}})}", {.nesting = 2}), refusal + " (1:9)");
  EXPECT_EQ(FailureOf("query($a:[[[Int]]]){b}", {.nesting = 2}), refusal + " (1:12)");
}

TEST(ParserTest, SurvivesHostileNesting) {
  constexpr std::size_t kDeep = 200000;
  for (const std::string& text : {Repeat("{a", kDeep),
                                  "{a(b:" + Repeat("[", kDeep),
                                  "{a(b:" + Repeat("{c:", kDeep),
                                  "query($a:" + Repeat("[", kDeep),
                                  Repeat("...{", kDeep)}) {
    EXPECT_NE(FailureOf(text, {.tokens = 0}), "");
  }
}

TEST(ParserTest, ReadsMegabytes) {
  EXPECT_EQ(FailureOf("{a(b:\"\"\"" + Repeat("\\\"\"\" \n", 300000) + "\"\"\")}"), "");
  EXPECT_EQ(FailureOf("{a(b:\"" + Repeat("\\u0041", 300000) + "\")}"), "");
  EXPECT_EQ(FailureOf(Repeat("#\n", 1000000) + "{a}"), "");
}

}  // namespace
}  // namespace pipeline::graphql
