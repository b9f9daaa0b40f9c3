#include "common/json/json_string.hpp"

#include <gtest/gtest.h>

namespace pipeline::json {
namespace {

using Status = JsonEscape::Status;

TEST(JsonStringTest, DecodesEveryEscape) {
  EXPECT_EQ(DecodeJsonString(R"(\"\\\/\b\f\n\r\t)"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(DecodeJsonString(R"(a\u0041\u00e9\u20AC\ud83d\ude00z)"), "aAé€😀z");
  EXPECT_EQ(DecodeJsonString(R"(\u0000)"), std::string(1, '\0'));
  EXPECT_EQ(DecodeJsonString("plain é"), "plain é");
}

TEST(JsonStringTest, ReadsASurrogatePairAsOneEscape) {
  const JsonEscape escape = ReadJsonEscape(R"(\ud801\udc28rest)");
  EXPECT_EQ(escape.status, Status::kOk);
  EXPECT_EQ(escape.code_point, U'\U00010428');
  EXPECT_EQ(escape.size, 12U);
}

TEST(JsonStringTest, TellsLoneSurrogatesFromMalformedEscapes) {
  EXPECT_EQ(ReadJsonEscape(R"(\ud801)").status, Status::kLoneSurrogate);
  EXPECT_EQ(ReadJsonEscape(R"(\ud801\u00)").status, Status::kLoneSurrogate);
  EXPECT_EQ(ReadJsonEscape(R"(\udc28\ud801)").status, Status::kLoneSurrogate);
  EXPECT_EQ(ReadJsonEscape(R"(\u12)").status, Status::kMalformed);
  EXPECT_EQ(ReadJsonEscape(R"(\x41)").status, Status::kMalformed);
  EXPECT_EQ(ReadJsonEscape("\\").status, Status::kMalformed);
}

TEST(JsonStringTest, WritesAndReadsEveryCodePoint) {
  for (char32_t code_point = 0; code_point < 0x110000; ++code_point) {
    if (code_point >= 0xD800 && code_point <= 0xDFFF) {
      continue;
    }
    char utf8[4] = {};
    const auto size = static_cast<std::size_t>(WriteUtf8(utf8, code_point) - utf8);
    const Utf8CodePoint read = ReadUtf8(utf8);
    ASSERT_EQ(read.code_point, code_point);
    ASSERT_EQ(read.size, size);
  }
}

}  // namespace
}  // namespace pipeline::json
