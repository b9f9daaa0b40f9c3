#include "libs/graphql/schema/build_schema.hpp"

#include <gmock/gmock.h>

#include "libs/graphql/schema/schema_testing.hpp"

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
    type Query { a(b: A = {}): Int } input A { b: B = {c: [D]} } input B { c: [E!] d: Float = 1.50 }
    enum E { D })");
  EXPECT_EQ(schema.Query()->Field("a")->Argument("b")->default_text, "{b: {c: [D], d: 1.5}}");
}

TEST(BuildSchemaTest, PrintsDefaults) {
  const Schema schema = SchemaOf(R"(scalar JSON scalar Any type Query { a(
    b: ID = "7" c: ID = "07" d: [Int] = 1 e: String = "\"" f: Int = null g: Float = 1e999
    h: JSON = {a: [1.0, "b:\""], c: {}} i: Any = 1.0 j: Int = "no Int"): Int })");
  std::vector<std::string> texts;
  for (const InputField& argument : schema.Query()->Field("a")->arguments) {
    texts.push_back(argument.default_text.value_or("none"));
  }
  EXPECT_THAT(texts,
              ElementsAre("7",
                          "\"07\"",
                          "[1]",
                          R"("\"")",
                          "null",
                          "1e999",
                          R"({a: [1.0, "b:\""], c: {}})",
                          "1",
                          "none"));
}

TEST(BuildSchemaTest, SaysWhatIsWrongFirst) {
  EXPECT_EQ(RefusalOf("type Query {"), "Syntax Error: Expected Name, found <EOF>. (1:13)");
  EXPECT_EQ(RefusalOf("type Query { a: Sting b: Int @no }"),
            "Unknown type \"Sting\". Did you mean \"String\" or \"Int\"? (1:17)");
  EXPECT_EQ(RefusalOf("type Query { a: Int a: Sting }"),
            "Field \"Query.a\" can only be defined once. (1:14) (1:21)");
  EXPECT_EQ(RefusalOf("scalar A"), "Query root type must be provided.");
  EXPECT_EQ(RefusalOf("type Query { a: In } input In { b: In! }"),
            "The type of Query.a must be Output Type but got: In. (1:17)");
  EXPECT_EQ(RefusalOf("type Query implements I { a: Int } interface I { a: Int b: Int }"),
            "Interface field I.b expected but Query does not provide it. (1:57) (1:1)");
}

TEST(BuildSchemaTest, RefusesDefaultsThatNeedThemselves) {
  EXPECT_EQ(RefusalOf("type Query { a(b: A): Int } input A { b: A = {} }"),
            "Input Object \"A\" needs its own default values for one of them. (1:39)");
  EXPECT_EQ(
      RefusalOf("type Query { a(b: A): Int } input A { b: B = {} } input B { c: [A] = [{}] }"),
      "Input Object \"A\" needs its own default values for one of them. (1:39)");
}

// N input objects, each in the one before it.
std::string Chain(std::size_t size, std::string_view wrapper, std::string_view value) {
  std::string sdl = "type Query { a: Int } input I" + std::to_string(size) + " { a: Int }";
  for (std::size_t i = 0; i < size; ++i) {
    sdl.append(" input I")
        .append(std::to_string(i))
        .append(" { a: I")
        .append(std::to_string(i + 1));
    sdl.append(wrapper).append(value).append(" }");
  }
  return sdl;
}

TEST(BuildSchemaTest, BoundsWhatTakesStack) {
  EXPECT_EQ(RefusalOf(Chain(900, "!", "")), "");
  EXPECT_EQ(RefusalOf(Chain(900, "", " = {}")), "");
  EXPECT_THAT(RefusalOf(Chain(10000, "!", "")), testing::HasSubstr("is nested too deep"));
  EXPECT_THAT(RefusalOf(Chain(10000, "", " = {}")), testing::HasSubstr("is nested too deep"));
}

TEST(BuildSchemaTest, RefusesTheNamesOfWhatItKeepsForItself) {
  EXPECT_EQ(RefusalOf("type Query { a: Int } type __Meta { b: Int }"),
            "Name \"__Meta\" must not begin with \"__\", which is reserved by GraphQL "
            "introspection. (1:23)");
}

}  // namespace
}  // namespace pipeline::graphql
