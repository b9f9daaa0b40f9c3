#include "libs/graphql/schema/json_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

namespace pipeline::graphql {
namespace {

std::string Written(std::string_view text) {
  std::string to = "x";
  AppendJsonString(to, text);
  return to.substr(1);
}

TEST(JsonTextTest, EscapesAsJsonStringify) {
  EXPECT_EQ(Written(""), R"("")");
  EXPECT_EQ(Written("\" \\ / \b\f\n\r\t"), R"("\" \\ / \b\f\n\r\t")");
  EXPECT_EQ(Written(std::string_view("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
  EXPECT_EQ(Written("é \u2028 \U0001F600"), "\"é \u2028 \U0001F600\"");
}

TEST(JsonTextTest, EscapesAtEveryPlace) {
  for (std::size_t size = 1; size < 40; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (const char byte : {'"', '\\', '\n', '\x01', ' ', '!', '#', '[', '\x7f'}) {
        std::string text(size, 'a');
        text[at] = byte;
        EXPECT_EQ(Written(text), nlohmann::json(text).dump()) << size << " " << at;
      }
    }
  }
}

TEST(JsonTextTest, WritesTheShortestDigitsOfNumbers) {
  EXPECT_EQ(NumberText(0), "0");
  EXPECT_EQ(NumberText(-0.0), "0");
  EXPECT_EQ(NumberText(-1.5), "-1.5");
  EXPECT_EQ(NumberText(100), "100");
  EXPECT_EQ(NumberText(1e20), "100000000000000000000");
  EXPECT_EQ(NumberText(1e21), "1e+21");
  EXPECT_EQ(NumberText(1.25e21), "1.25e+21");
  EXPECT_EQ(NumberText(0.000001), "0.000001");
  EXPECT_EQ(NumberText(1e-7), "1e-07");
  EXPECT_EQ(NumberText(123456.789), "123456.789");
  EXPECT_EQ(NumberText(5e-324), "5e-324");
  EXPECT_EQ(NumberText(std::numeric_limits<double>::max()), "1.7976931348623157e+308");
  EXPECT_EQ(NumberText(-std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonTextTest, ReadsJsonNumbersOfAnySize) {
  EXPECT_EQ(NumberOfJson("12345678901234567890"), 12345678901234567890.0);
  EXPECT_TRUE(std::isinf(NumberOfJson("1e400")));
  EXPECT_EQ(NumberOfJson("1e-400"), 0);
  EXPECT_EQ(NumberOfJson("-1e400"), -std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace pipeline::graphql
