#include "libs/graphql/language/text.hpp"

#include <gmock/gmock.h>

namespace pipeline::graphql {
namespace {

using std::string_literals::operator""s;

TEST(TextTest, DecodesEverySizeOfCharacter) {
  for (const char32_t value : {U'\0',
                               U'A',
                               U'\x7f',
                               U'\x80',
                               U'\x7ff',
                               U'\x800',
                               U'\uffff',
                               U'\U00010000',
                               U'\U0010FFFF'}) {
    std::string text;
    AppendUtf8(text, value);
    const CodePoint decoded = FirstCodePoint(text + "x");
    EXPECT_EQ(decoded.value, value);
    EXPECT_EQ(decoded.size, text.size());
  }
  EXPECT_EQ(FirstCodePoint("").size, 0U);
}

TEST(TextTest, CountsABrokenByteAsOneReplacement) {
  for (const std::string& text : {"\x80"s,
                                  "\xff"s,
                                  "\xc3"s,
                                  "\xe2\x82"s,
                                  "\xc0\x80"s,
                                  "\xe0\x80\x80"s,
                                  "\xed\xa0\x80"s,
                                  "\xf4\x90\x80\x80"s}) {
    EXPECT_EQ(FirstCodePoint(text).value, 0xFFFDU);
    EXPECT_EQ(FirstCodePoint(text).size, 1U);
  }
}

TEST(TextTest, CutsByUtf16Units) {
  EXPECT_EQ(FirstUtf16Units("a\u00e9\U0001F600b", 4), "a\u00e9\U0001F600");
  EXPECT_EQ(FirstUtf16Units("\U0001F600b", 1), "\uFFFD");
  EXPECT_EQ(FirstUtf16Units("ab", 5), "ab");
}

TEST(TextTest, ClipsBetweenCharacters) {
  EXPECT_EQ(Clip("short"), "short");
  EXPECT_EQ(Clip(std::string(256, 'a')), std::string(256, 'a'));
  EXPECT_EQ(Clip(std::string(300, 'a')), std::string(256, 'a') + "...");
  EXPECT_EQ(Clip(std::string(255, 'a') + "\u20ac\u20ac"), std::string(255, 'a') + "...");
  EXPECT_EQ(Clip(std::string(300, '\x80')), std::string(252, '\x80') + "...") << "no UTF-8";
}

}  // namespace
}  // namespace pipeline::graphql
