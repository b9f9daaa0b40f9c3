#include "libs/graphql/execution/json_writer.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace pipeline::graphql {
namespace {

std::string Written(std::string_view text) {
  std::string to = "x";
  AppendJsonString(to, text);
  return to.substr(1);
}

TEST(JsonWriterTest, EscapesAsJsonStringify) {
  EXPECT_EQ(Written(""), R"("")");
  EXPECT_EQ(Written("\" \\ / \b\f\n\r\t"), R"("\" \\ / \b\f\n\r\t")");
  EXPECT_EQ(Written(std::string_view("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
  EXPECT_EQ(Written("é \u2028 \U0001F600"), "\"é \u2028 \U0001F600\"");
}

TEST(JsonWriterTest, EscapesAtEveryPlace) {
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

}  // namespace
}  // namespace pipeline::graphql
