#include "libs/graphql/execution/values.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "tests/support/graphql.hpp"

namespace pipeline::graphql {
namespace {

using testing::EndsWith;
using testing::StartsWith;

constexpr auto kVariablesSdl = R"(
  scalar JSON
  input Point { x: Int! y: Int = 2 json: JSON in: [Point!] }
  type Query { a(point: Point, list: [Int], json: JSON): Int }
)";

class CoerceVariablesTest : public testing::Test {
 protected:
  tl::expected<Variables, std::vector<Error>> Coerce(const std::string& query,
                                                     std::string_view json) {
    source_ = std::make_unique<const Source>(query);
    document_ = *Parse(*source_);
    const auto& operation = std::get<ast::OperationDefinition>(document_.definitions[0].node);
    return CoerceVariables(schema_, *source_, operation, json, limits_);
  }

  std::string Message(const std::string& query, std::string_view json) {
    const auto variables = Coerce(query, json);
    return variables ? "" : variables.error().front().message;
  }

  Schema schema_ = SchemaOf(kVariablesSdl);
  VariableLimits limits_;
  std::unique_ptr<const Source> source_;
  ast::Document document_;
};

TEST_F(CoerceVariablesTest, KeepsTheTextOfJson) {
  const auto variables =
      Coerce("query ($a: JSON) { a(json: $a) }", R"({"a": {"z":1.0, "y":12345678901234567890} })");
  ASSERT_TRUE(variables);
  EXPECT_EQ(variables->at("a").value,
            InputValue::Variant(RawJson{R"({"z":1.0, "y":12345678901234567890})"}));
}

TEST_F(CoerceVariablesTest, GivesObjectsTheOrderAndDefaultsOfTheSchema) {
  const auto variables =
      Coerce("query ($a: Point) { a(point: $a) }", R"({"a":{"json":[ 1],"x":1}})");
  ASSERT_TRUE(variables);
  EXPECT_EQ(
      variables->at("a").value,
      InputValue::Variant(InputValue::Object{{"x", {1}}, {"y", {2}}, {"json", {RawJson{"[ 1]"}}}}));
}

TEST_F(CoerceVariablesTest, NamesThePathOfAWrongValue) {
  EXPECT_EQ(Message("query ($a: Point) { a(point: $a) }", R"({"a":{"x":1,"in":[{"x":"1"}]}})"),
            R"(Variable "$a" got invalid value "1" at "a.in[0].x"; )"
            R"(Int cannot represent non-integer value: "1")");
}

TEST_F(CoerceVariablesTest, AcceptsNoVariablesAsAnEmptyObject) {
  for (const auto* json : {"", "null", "{}", " { } "}) {
    EXPECT_TRUE(Coerce("query ($a: Int) { a }", json)) << json;
  }
}

TEST_F(CoerceVariablesTest, RefusesTextThatIsNoJsonObject) {
  EXPECT_THAT(Message("{ a }", "[]"), StartsWith("Variables must be provided as an Object"));
  EXPECT_THAT(Message("{ a }", "{\"a\":1,\"a\":2}"), StartsWith("Variables are not valid JSON: "));
  EXPECT_THAT(Message("{ a }", "{"), StartsWith("Variables are not valid JSON: "));
  EXPECT_THAT(Message("{ a }", "\xFF"), StartsWith("Variables are not valid JSON: "));
}

TEST_F(CoerceVariablesTest, RefusesMoreValuesThanAllowed) {
  limits_.values = 3;
  EXPECT_EQ(Message("query ($a: [Int]) { a(list: $a) }", R"({"a":[1,2,3]})"), "");
  EXPECT_EQ(Message("query ($a: [Int]) { a(list: $a) }", R"({"a":[1,2,3,4]})"),
            "Variables hold more than 3 values.");
}

TEST_F(CoerceVariablesTest, EndsAtTheLimitOfErrors) {
  limits_.errors = 2;
  const auto variables = Coerce("query ($a: [Int]) { a(list: $a) }", R"({"a":["x","x","x","x"]})");
  ASSERT_EQ(variables.error().size(), 3);
  EXPECT_THAT(variables.error().back().message, EndsWith("Execution aborted."));
}

}  // namespace
}  // namespace pipeline::graphql
