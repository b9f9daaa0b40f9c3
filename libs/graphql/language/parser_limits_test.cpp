#include <gmock/gmock.h>

#include "libs/graphql/language/parse_testing.hpp"

namespace pipeline::graphql {
namespace {

std::string Repeat(std::string_view text, std::size_t times) {
  std::string repeated;
  for (std::size_t i = 0; i < times; ++i) {
    repeated += text;
  }
  return repeated;
}

TEST(ParserLimitsTest, CountsTokens) {
  EXPECT_EQ(FailureOf("{ a b # not counted\n }", {.tokens = 4}), "");
  EXPECT_EQ(FailureOf("{ a b }", {.tokens = 3}),
            "Syntax Error: Document contains more that 3 tokens. Parsing aborted. (1:7)");
  EXPECT_EQ(FailureOf("{ " + Repeat("a ", 5000) + "}", {.tokens = 0}), "");
}

TEST(ParserLimitsTest, BoundsNesting) {
  EXPECT_EQ(FailureOf("{a{b}}", {.nesting = 2}), "");
  const std::string refusal =
      "Syntax Error: Document contains more than 2 levels of nesting. Parsing aborted.";
  EXPECT_EQ(FailureOf("{a{b{c}}}", {.nesting = 2}), refusal + " (1:5)");
  EXPECT_EQ(FailureOf("{a(b:[[1]])}", {.nesting = 2}), refusal + " (1:7)");
  EXPECT_EQ(FailureOf("{a(b:{c:{d:1}})}", {.nesting = 2}), refusal + " (1:9)");
  EXPECT_EQ(FailureOf("query($a:[[[Int]]]){b}", {.nesting = 2}), refusal + " (1:12)");
}

TEST(ParserLimitsTest, SurvivesHostileNesting) {
  constexpr std::size_t kDeep = 200000;
  for (const std::string& text : {Repeat("{a", kDeep),
                                  "{a(b:" + Repeat("[", kDeep),
                                  "{a(b:" + Repeat("{c:", kDeep),
                                  "query($a:" + Repeat("[", kDeep),
                                  Repeat("...{", kDeep)}) {
    EXPECT_NE(FailureOf(text, {.tokens = 0}), "");
  }
}

TEST(ParserLimitsTest, ReadsMegabytes) {
  EXPECT_EQ(FailureOf("{a(b:\"\"\"" + Repeat("\\\"\"\" \n", 300000) + "\"\"\")}"), "");
  EXPECT_EQ(FailureOf("{a(b:\"" + Repeat("\\u0041", 300000) + "\")}"), "");
  EXPECT_EQ(FailureOf(Repeat("#\n", 1000000) + "{a}"), "");
}

}  // namespace
}  // namespace pipeline::graphql
