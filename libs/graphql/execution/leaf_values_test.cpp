#include "libs/graphql/execution/leaf_values.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "tests/support/graphql.hpp"

namespace pipeline::graphql {
namespace {

class LeafValuesTest : public testing::Test {
 protected:
  tl::expected<Leaf, std::string> Serialize(std::string_view type, Answer::Variant value) {
    return SerializeLeaf(*schema_.Type(type), Answer{std::move(value)});
  }

  Schema schema_ = SchemaOf("scalar JSON type Query { i: Int f: Float b: Boolean j: JSON }");
};

TEST_F(LeafValuesTest, ReadsNumbersOfTextAsDecimals) {
  EXPECT_EQ(Serialize("Int", std::string("12"))->text, "12");
  EXPECT_EQ(Serialize("Int", std::string("1e3"))->text, "1000");
  EXPECT_EQ(Serialize("Float", std::string("-1.5"))->text, "-1.5");
  for (const auto* text : {"", " ", "1x", "0x1F", "NaN", "Infinity", "1e400", "1 2"}) {
    EXPECT_FALSE(Serialize("Int", std::string(text))) << text;
    EXPECT_FALSE(Serialize("Float", std::string(text))) << text;
  }
}

TEST_F(LeafValuesTest, RefusesNumbersThatAreNoInt) {
  EXPECT_EQ(Serialize("Int", 2.0)->text, "2");
  EXPECT_EQ(Serialize("Int", 1.5).error(), "Int cannot represent non-integer value: 1.5");
  EXPECT_EQ(Serialize("Int", std::int64_t{1} << 31).error(),
            "Int cannot represent non 32-bit signed integer value: 2147483648");
}

TEST_F(LeafValuesTest, KeepsTheDigitsOfIntegers) {
  constexpr std::int64_t kBeyondDouble = (std::int64_t{1} << 53) + 1;
  EXPECT_EQ(Serialize("Float", kBeyondDouble)->text, "9007199254740993");
  EXPECT_EQ(Serialize("JSON", kBeyondDouble)->text, "9007199254740993");
}

TEST_F(LeafValuesTest, WritesNumbersThatJsonLacksAsNull) {
  EXPECT_EQ(Serialize("JSON", std::numeric_limits<double>::infinity())->text, "null");
  EXPECT_FALSE(Serialize("Float", std::numeric_limits<double>::infinity()));
}

TEST(DescribeTest, ShowsObjectsByTheirType) {
  EXPECT_EQ(Describe({Object{"Photo", nullptr}}), "[Photo]");
  EXPECT_EQ(Describe({Answer::List{{std::int64_t{1}}}}), "a list");
}

TEST(DescribeTest, ClipsLongText) {
  const std::string text = Describe({std::string(100'000, 'x')});
  EXPECT_LT(text.size(), 300);
  EXPECT_TRUE(text.ends_with("..."));
}

}  // namespace
}  // namespace pipeline::graphql
