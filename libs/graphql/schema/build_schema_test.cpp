#include <gmock/gmock.h>

#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "tests/support/graphql.hpp"

namespace pipeline::graphql {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;

std::vector<std::string> TypeNames(const Schema& schema) {
  std::vector<std::string> names;
  for (const auto& type : schema.Types()) {
    names.push_back(type->name);
  }
  return names;
}

TEST(BuildSchemaTest, HasOnlyTheBuiltInTypesThatSomethingRefersTo) {
  const Schema schema = SchemaOf("type Query { b: Float a(c: In): Query } input In { d: Int }");
  EXPECT_THAT(TypeNames(schema),
              ElementsAreArray({"Query",
                                "Float",
                                "In",
                                "Int",
                                "Boolean",
                                "String",
                                "__Schema",
                                "__Type",
                                "__TypeKind",
                                "__Field",
                                "__InputValue",
                                "__EnumValue",
                                "__Directive",
                                "__DirectiveLocation"}));
  EXPECT_EQ(schema.Type("ID"), nullptr);
}

TEST(BuildSchemaTest, PutsItsOwnDirectivesFirst) {
  const Schema schema =
      SchemaOf("type Query { a: Int } directive @a on FIELD directive @skip on FIELD");
  std::vector<std::string> names;
  for (const DirectiveType& directive : schema.Directives()) {
    names.push_back(directive.name);
  }
  EXPECT_THAT(names, ElementsAre("a", "skip", "include", "deprecated", "specifiedBy", "oneOf"));
}

TEST(BuildSchemaTest, AppliesExtensions) {
  const Schema schema = SchemaOf(R"(
    schema { query: Q } type Q { a: E } enum E { A } type M { b(c: In): U } union U = Q input In { a: Int }
    extend schema { mutation: M } extend type Q { b: Int } extend enum E { B }
    extend union U = M extend input In { b: Int = 3 })");
  EXPECT_EQ(schema.Mutation(), schema.Type("M"));
  EXPECT_EQ(schema.Type("Q")->fields.size(), 2U);
  EXPECT_EQ(schema.Type("E")->values.size(), 2U);
  EXPECT_EQ(schema.PossibleTypes(*schema.Type("U")).size(), 2U);
  EXPECT_EQ(schema.Type("In")->Input("b")->default_value, InputValue{3});
}

TEST(BuildSchemaTest, ReadsWhatDirectivesSay) {
  const Schema schema = SchemaOf(R"(
    type Query { a(b: One): Date @deprecated c: Int @deprecated(reason: "why") d: Int }
    scalar Date @specifiedBy(url: "https://example.org") input One @oneOf { a: Int })");
  EXPECT_EQ(schema.Query()->Field("a")->deprecation_reason, "No longer supported");
  EXPECT_EQ(schema.Query()->Field("c")->deprecation_reason, "why");
  EXPECT_EQ(schema.Query()->Field("d")->deprecation_reason, std::nullopt);
  EXPECT_EQ(schema.Type("Date")->specified_by_url, "https://example.org");
  EXPECT_TRUE(schema.Type("One")->one_of);
}

TEST(BuildSchemaTest, FillsDefaultsFromDefaults) {
  const Schema schema = SchemaOf(R"(
    type Query { a(b: A = {}): Int } input A { b: B = {c: [D]} } input B { c: [E!] d: Float = 1.5 }
    enum E { D })");
  const InputField& argument = *schema.Query()->Field("a")->Argument("b");
  std::string value;
  AppendJson(value, *argument.default_value);
  EXPECT_EQ(value, R"({"b":{"c":["D"],"d":1.5}})");
}

TEST(BuildSchemaTest, KeepsTheTextOfDefaults) {
  const Schema schema = SchemaOf(R"(scalar JSON type Query { a(
    b: ID = "7" d: [Int] = 1 e: String = "\"" f: Int = null g: Float = 1.50 h: JSON = {a: [1.0, "b:\""]}
    i: Int = "no Int" j: Int): Int })");
  std::vector<std::string> texts;
  for (const InputField& argument : schema.Query()->Field("a")->arguments) {
    texts.push_back(argument.default_text.value_or("none"));
  }
  EXPECT_THAT(
      texts,
      ElementsAre(
          "\"7\"", "1", R"("\"")", "null", "1.50", R"({a: [1.0, "b:\""]})", "none", "none"));
}

std::string RefusalOf(std::string_view sdl) {
  const auto schema = BuildSchema(Source{std::string(sdl)});
  return schema ? "" : TextOf(schema.error());
}

TEST(BuildSchemaTest, SaysWhereTheSyntaxIsWrong) {
  EXPECT_EQ(RefusalOf("type Query {"), "Syntax Error: Expected Name, found <EOF>. (1:13)");
}

TEST(BuildSchemaTest, SaysWhichTypeIsUnknown) {
  EXPECT_EQ(RefusalOf("type Query { a: Sting }"), "Unknown type \"Sting\". (1:17)");
  EXPECT_EQ(RefusalOf("type Query { a(b: [In!]! = [{c: 1}]): Int }"),
            "Unknown type \"In\". (1:20)");
  EXPECT_EQ(RefusalOf("type Query implements Node { a: Int }"), "Unknown type \"Node\". (1:23)");
  EXPECT_EQ(RefusalOf("union Query = A | B type A { a: Int }"), "Unknown type \"B\". (1:19)");
  EXPECT_EQ(RefusalOf("schema { query: Q }"), "Unknown type \"Q\". (1:17)");
  EXPECT_EQ(RefusalOf("extend type Query { a: Int }"), "Unknown type \"Query\". (1:13)");
  EXPECT_EQ(RefusalOf("type Query { a: Int } directive @a(b: C) on FIELD"),
            "Unknown type \"C\". (1:39)");
}

// The SDL is the program's own and its rules are checked by tests/graphql; still, a mistake in it
// is no crash.
TEST(BuildSchemaTest, SurvivesSdlThatBreaksTheRules) {
  for (const std::string_view sdl :
       {"{ a }",
        "scalar Query",
        "schema { query: ID mutation: __Meta }",
        "type Query implements Query & Int { a: Query }",
        "union Query = Query | String",
        "type Query { a(b: A): Int } input A { b: A = {} }",
        "type Query { a(b: A): Int } input A { b: B = {} } input B { c: [A] = [{}] }",
        "type Query { a: Int } type Query { b: Int } enum Query { C }",
        "type Query { a: Int @deprecated(reason: 1) b: Int @deprecated(why: [1]) }",
        "type Query { a: __Meta } extend type __Meta { b: Int }"}) {
    EXPECT_EQ(RefusalOf(sdl), "") << sdl;
  }
}

}  // namespace
}  // namespace pipeline::graphql
