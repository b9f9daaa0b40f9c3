#include "libs/graphql/execution/number_text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace pipeline::graphql {
namespace {

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
