#include "common/json/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace pipeline::json {
namespace {

TEST(Utf8Test, AcceptsTheEdgesOfEveryLength) {
  const std::string text =
      "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F"
      "\xBF\xBF";
  EXPECT_EQ(ValidUtf8Prefix(text), text.size());
  EXPECT_EQ(ValidUtf8Prefix(""), 0U);
}

TEST(Utf8Test, FindsWhereItStopsBeingValid) {
  for (const char* bad : {"\x80",
                          "\xC1\xBF",
                          "\xC3",
                          "\xC3(",
                          "\xE0\x9F\xBF",
                          "\xED\xA0\x80",
                          "\xE2\x82",
                          "\xF0\x8F\xBF\xBF",
                          "\xF4\x90\x80\x80",
                          "\xF5\x80\x80\x80",
                          "\xFF",
                          "\xF0\x9F\x98"}) {
    for (const std::string& before :
         {std::string(), std::string("é€😀"), std::string(1000, 'x') + "é"}) {
      EXPECT_EQ(ValidUtf8Prefix(before + bad + "after"), before.size());
      EXPECT_EQ(ValidUtf8Prefix(before + bad), before.size());
    }
  }
}

TEST(Utf8Test, WritesAndReadsEveryCodePoint) {
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
