#include "libs/graphql/execution/number_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace pipeline::graphql {
namespace {

TEST(NumberTextTest, WritesNumbersAsJavaScriptDoes) {
  EXPECT_EQ(NumberText(0), "0");
  EXPECT_EQ(NumberText(-0.0), "0");
  EXPECT_EQ(NumberText(-1.5), "-1.5");
  EXPECT_EQ(NumberText(100), "100");
  EXPECT_EQ(NumberText(1e20), "100000000000000000000");
  EXPECT_EQ(NumberText(1e21), "1e+21");
  EXPECT_EQ(NumberText(1.25e21), "1.25e+21");
  EXPECT_EQ(NumberText(0.000001), "0.000001");
  EXPECT_EQ(NumberText(1e-7), "1e-7");
  EXPECT_EQ(NumberText(123456.789), "123456.789");
  EXPECT_EQ(NumberText(5e-324), "5e-324");
  EXPECT_EQ(NumberText(std::numeric_limits<double>::max()), "1.7976931348623157e+308");
  EXPECT_EQ(NumberText(-std::numeric_limits<double>::infinity()), "-Infinity");
}

TEST(NumberTextTest, ReadsJsonNumbersOfAnySize) {
  EXPECT_EQ(NumberOfJson("12345678901234567890"), 12345678901234567890.0);
  EXPECT_TRUE(std::isinf(NumberOfJson("1e400")));
  EXPECT_EQ(NumberOfJson("1e-400"), 0);
  EXPECT_EQ(NumberOfJson("-1e400"), -std::numeric_limits<double>::infinity());
}

TEST(NumberTextTest, ReadsTextAsJavaScriptDoes) {
  EXPECT_EQ(NumberOfText(" \n12\u00A0"), 12);
  EXPECT_EQ(NumberOfText(""), 0);
  EXPECT_EQ(NumberOfText("  "), 0);
  EXPECT_EQ(NumberOfText("0x1F"), 31);
  EXPECT_EQ(NumberOfText("0b11"), 3);
  EXPECT_EQ(NumberOfText("0o17"), 15);
  EXPECT_EQ(NumberOfText(".5"), 0.5);
  EXPECT_EQ(NumberOfText("5."), 5);
  EXPECT_EQ(NumberOfText("+3"), 3);
  EXPECT_EQ(NumberOfText("-Infinity"), -std::numeric_limits<double>::infinity());
}

TEST(NumberTextTest, TellsTextThatIsNoNumber) {
  for (const auto* text : {"x", "1x", "0x", "-0x1", "1_000", "1e", ".", "NaN", "1 2", "--1", "é"}) {
    EXPECT_FALSE(NumberOfText(text)) << text;
  }
}

}  // namespace
}  // namespace pipeline::graphql
