#include "common/base/json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace pipeline::base {
namespace {

TEST(JsonTest, SaysWhatIsWrong) {
  EXPECT_EQ(ParseJson(R"({"a": [1]})"), (nlohmann::json{{"a", {1}}}));
  std::string problem;
  EXPECT_FALSE(ParseJson("[]", &problem).is_discarded());
  EXPECT_EQ(problem, "");
  for (const char* text : {"", "{", "[1] 2", "1e999", "\"\xFF\""}) {
    problem.clear();
    EXPECT_TRUE(ParseJson(text, &problem).is_discarded()) << text;
    EXPECT_NE(problem, "") << text;
    EXPECT_TRUE(ParseJson(text).is_discarded()) << text;
  }
}

TEST(JsonTest, WritesUtf8WhateverIsGiven) {
  EXPECT_EQ(JsonText(nlohmann::json{{"b", 1}, {"a", "é\xFF"}}), "{\"a\":\"é\uFFFD\",\"b\":1}");
  EXPECT_EQ(JsonText(nlohmann::ordered_json{{"b", 1}, {"a", "é\xFF"}}),
            "{\"b\":1,\"a\":\"é\uFFFD\"}");
}

}  // namespace
}  // namespace pipeline::base
