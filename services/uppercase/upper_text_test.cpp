#include "services/uppercase/upper_text.hpp"

#include <gtest/gtest.h>

#include <string>

#include "common/json/utf8.hpp"
#include "services/uppercase/upper_mapping.hpp"

namespace pipeline::uppercase {
namespace {

// With nothing readable behind, and with much: short texts take another way then.
std::string Upper(const std::string& content) {
  OutputBuffer alone(0);
  AppendUpper(content, content.data() + content.size(), alone);
  const std::string followed = content + "z\\\xC3\xA9" + std::string(40, 'z');
  OutputBuffer within(0);
  AppendUpper(std::string_view(followed).substr(0, content.size()),
              followed.data() + followed.size(),
              within);
  EXPECT_EQ(alone.Text(), within.Text());
  return std::move(alone).Take();
}

TEST(UpperTextTest, UpperCasesAsciiOfAnyLength) {
  for (std::size_t size = 0; size < 100; ++size) {
    std::string text;
    std::string upper;
    for (std::size_t i = 0; i < size; ++i) {
      text += static_cast<char>(' ' + (i * 7 + size) % 95);
      text.back() = text.back() == '\\' || text.back() == '"' ? '~' : text.back();
      upper += text.back() >= 'a' && text.back() <= 'z' ? static_cast<char>(text.back() - 32)
                                                        : text.back();
    }
    EXPECT_EQ(Upper(text), upper);
  }
}

TEST(UpperTextTest, UpperCasesLettersOfAllLengthsAtAnyPlace) {
  for (std::size_t before = 0; before < 40; ++before) {
    const std::string a(before, 'a');
    const std::string upper(before, 'A');
    EXPECT_EQ(Upper(a + "é" + a), upper + "É" + upper);
    EXPECT_EQ(Upper(a + "ß€ﬁ" + a), upper + "SS€FI" + upper);
    EXPECT_EQ(Upper(a + "𐐨😀" + a), upper + "𐐀😀" + upper);
    EXPECT_EQ(Upper(a + R"(\n\u00e9)" + a), upper + R"(\nÉ)" + upper);
  }
}

TEST(UpperTextTest, LeavesEscapesThatAreNoLettersAsTheyCame) {
  const std::string escapes = R"(\"\\\/\b\f\n\r\t\u0000\u000a\u0041\u2028\u00C9\ud83d\ude00)";
  EXPECT_EQ(Upper(escapes), escapes);
}

TEST(UpperTextTest, WritesEscapedLettersAsUtf8) {
  EXPECT_EQ(Upper(R"(\u0061\u00df\ufb01\ud801\udc28)"), "ASSFI𐐀");
  EXPECT_EQ(Upper(R"(\\u0061)"), R"(\\U0061)");
}

TEST(UpperTextTest, MapsEveryCodePointInTextAndInEscapes) {
  const UpperMapping& mapping = UpperMapping::Get();
  for (char32_t code_point = 0x80; code_point < 0x20000; ++code_point) {
    if (code_point >= 0xD800 && code_point <= 0xDFFF) {
      continue;
    }
    char utf8[4];
    const std::string text(utf8, json::WriteUtf8(utf8, code_point));
    const std::string_view upper = mapping.Of(code_point);
    ASSERT_EQ(Upper(text), upper.empty() ? text : upper) << std::uint32_t{code_point};
  }
}

TEST(UpperTextTest, TakesTextsLargerThanItsPieces) {
  std::string text;
  std::string upper;
  while (text.size() < 100'000) {
    text += R"(aΐ\ud801\udc28xyz)";
    upper += "A\u0399\u0308\u0301𐐀XYZ";
  }
  EXPECT_TRUE(Upper(text) == upper);
}

}  // namespace
}  // namespace pipeline::uppercase
