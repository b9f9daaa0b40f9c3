#include <gmock/gmock.h>

#include "libs/graphql/language/parse_testing.hpp"

namespace pipeline::graphql {
namespace {

ast::Document DocumentOf(const Source& source) {
  auto document = Parse(source);
  EXPECT_TRUE(document.has_value()) << document.error().message;
  return *std::move(document);
}

TEST(TypeSystemParserTest, ReadsAnObjectType) {
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

TEST(TypeSystemParserTest, ReadsEveryDefinition) {
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

TEST(TypeSystemParserTest, ReadsExtensions) {
  const Source source(R"(
    extend schema @a extend schema { query: Q } extend scalar A @a extend type A implements I
    extend interface A @a extend union A = B extend enum A { B } extend input A { a: Int })");
  const ast::Document document = DocumentOf(source);
  EXPECT_EQ(document.definitions.size(), 8U);
  EXPECT_TRUE(std::get<ast::SchemaDefinition>(document.definitions.at(0).node).extend);
  EXPECT_TRUE(std::get<ast::TypeDefinition>(document.definitions.at(7).node).extend);
}

TEST(TypeSystemParserTest, RefusesWhatIsIncomplete) {
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

}  // namespace
}  // namespace pipeline::graphql
