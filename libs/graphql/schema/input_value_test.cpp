#include "libs/graphql/schema/input_value.hpp"

#include <gmock/gmock.h>

#include "tests/support/graphql.hpp"

namespace pipeline::graphql {
namespace {

class InputValueTest : public testing::Test {
 protected:
  // The value as JSON; "none" where there is none.
  std::string ValueOf(std::string_view literal, std::string_view type, std::string wrappers = "") {
    const Literal value(literal);
    const auto coerced =
        ValueFromLiteral(value.Value(), {schema_.Type(type), std::move(wrappers)}, &variables_);
    std::string text;
    if (coerced) {
      AppendJson(text, *coerced);
    }
    return coerced ? text : "none";
  }

  std::string RefusalOf(std::string_view literal, std::string_view type) {
    const Literal value(literal);
    const auto parsed = ParseScalarLiteral(*schema_.Type(type), value.Value(), &variables_);
    return parsed ? "" : parsed.error().message;
  }

  Schema schema_ = SchemaOf(R"(
    type Query { a(b: Int c: Float d: ID e: JSON f: Any g: One): String }
    scalar JSON scalar Any enum E { RED GREEN } input In { a: Int! = 1 b: [E] c: In }
    input One @oneOf { a: Int b: Int })");
  Variables variables_ = {{"one", {1}}, {"null", {}}, {"text", {std::string("x\n")}}};
};

TEST_F(InputValueTest, CoercesLeaves) {
  EXPECT_EQ(ValueOf("-2147483648", "Int"), "-2147483648");
  EXPECT_EQ(ValueOf("2147483648", "Int"), "none");
  EXPECT_EQ(ValueOf("1", "Float"), "1");
  EXPECT_EQ(ValueOf("1.50", "Float"), "1.5");
  EXPECT_EQ(ValueOf("\"\"\"a\n b\"\"\"", "String"), R"("a\nb")");
  EXPECT_EQ(ValueOf("12345678901234567890", "ID"), R"("12345678901234567890")");
  EXPECT_EQ(ValueOf("GREEN", "E"), R"("GREEN")");
  EXPECT_EQ(ValueOf("\"GREEN\"", "E"), "none");
}

TEST_F(InputValueTest, TakesVariablesAsTheyAre) {
  EXPECT_EQ(ValueOf("$one", "Int", "!"), "1");
  EXPECT_EQ(ValueOf("$null", "Int"), "null");
  EXPECT_EQ(ValueOf("$null", "Int", "!"), "none");
  EXPECT_EQ(ValueOf("$absent", "Int"), "none");
}

TEST_F(InputValueTest, CoercesLists) {
  EXPECT_EQ(ValueOf("[1, $absent, null]", "Int", "["), "[1,null,null]");
  EXPECT_EQ(ValueOf("[$absent]", "Int", "[!"), "none");
  EXPECT_EQ(ValueOf("1", "Int", "[["), "[[1]]");
  EXPECT_EQ(ValueOf("[1, \"a\"]", "Int", "["), "none");
  EXPECT_EQ(ValueOf("null", "Int", "!["), "none");
}

TEST_F(InputValueTest, CoercesInputObjects) {
  EXPECT_EQ(ValueOf("{c: {b: RED, a: 2}, b: $absent}", "In"), R"({"a":1,"c":{"a":2,"b":["RED"]}})");
  EXPECT_EQ(ValueOf("{a: null}", "In"), "none");
  EXPECT_EQ(ValueOf("1", "In"), "none");
}

TEST_F(InputValueTest, WantsExactlyOneFieldOfOneOf) {
  EXPECT_EQ(ValueOf("{a: $one}", "One"), R"({"a":1})");
  EXPECT_EQ(ValueOf("{a: 1, b: $absent}", "One"), R"({"a":1})");
  EXPECT_EQ(ValueOf("{a: 1, b: 2}", "One"), "none");
  EXPECT_EQ(ValueOf("{a: null}", "One"), "none");
  EXPECT_EQ(ValueOf("{}", "One"), "none");
}

TEST_F(InputValueTest, KeepsTheDigitsOfJson) {
  EXPECT_EQ(ValueOf("{b: [12345678901234567890, 1.0, 1e400, $text], a: {}}", "JSON"),
            R"({"b":[12345678901234567890,1.0,1e400,"x\n"],"a":{}})");
  EXPECT_EQ(ValueOf("{a: $absent, b: [$absent], c: $one}", "JSON"), R"({"b":[null],"c":1})");
  EXPECT_EQ(RefusalOf("[ENUM]", "JSON"), "JSON cannot represent value: ENUM");
}

TEST_F(InputValueTest, AcceptsEnumNamesInOtherScalars) {
  EXPECT_EQ(ValueOf("{a: [12345678901234567890, 1.0, 1e400, -0], b: ENUM}", "Any"),
            R"({"a":[12345678901234567890,1.0,1e400,-0],"b":"ENUM"})");
}

TEST_F(InputValueTest, SaysWhatAScalarRefuses) {
  EXPECT_EQ(RefusalOf("1.0", "Int"), "Int cannot represent non-integer value: 1.0");
  EXPECT_EQ(RefusalOf("99999999999", "Int"),
            "Int cannot represent non 32-bit signed integer value: 99999999999");
  EXPECT_EQ(RefusalOf("\"1\"", "Float"), "Float cannot represent non numeric value: \"1\"");
  EXPECT_EQ(RefusalOf("[A,1]", "String"), "String cannot represent a non string value: [A,1]");
  EXPECT_EQ(RefusalOf("1", "Boolean"), "Boolean cannot represent a non boolean value: 1");
  EXPECT_EQ(RefusalOf("1.5", "ID"), "ID cannot represent a non-string and non-integer value: 1.5");
  EXPECT_EQ(RefusalOf("REED", "E"),
            "Value \"REED\" does not exist in \"E\" enum. Did you mean the enum value \"RED\" or "
            "\"GREEN\"?");
  EXPECT_EQ(RefusalOf("\"red\"", "E"),
            "Enum \"E\" cannot represent non-enum value: \"red\". Did you mean the enum value "
            "\"RED\" or \"GREEN\"?");
}

}  // namespace
}  // namespace pipeline::graphql
