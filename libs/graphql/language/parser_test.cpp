#include "libs/graphql/language/parser.hpp"

#include <gmock/gmock.h>

#include "libs/graphql/language/parse_testing.hpp"

namespace pipeline::graphql {
namespace {

std::string_view TextOf(const Source& source, Span span) {
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
  EXPECT_EQ(TextOf(source, variable.variable.span), "$a");
  EXPECT_EQ(TextOf(source, variable.type.span), "[Int!]!");
  EXPECT_EQ(variable.type.of->of->of->name.text, "Int");
  EXPECT_EQ(variable.default_value->text, "[1]");
  EXPECT_EQ(TextOf(source, variable.span), "$a: [Int!]! = [1] @d");
  const auto& field = std::get<ast::Field>(query.selection_set.selections.at(0).node);
  EXPECT_EQ(field.ResponseName(), "x");
  EXPECT_EQ(field.name.text, "f");
  EXPECT_EQ(TextOf(source, field.span), "x: f(b: {c: $a}) @g { h }");
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

}  // namespace
}  // namespace pipeline::graphql
