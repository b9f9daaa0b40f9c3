#include "common/base/encoding.hpp"

#include <gtest/gtest.h>

namespace pipeline::base {

TEST(Base64Test, DecodesTheVectorsOfRfc4648) {
  EXPECT_EQ(Base64Decode(""), "");
  EXPECT_EQ(Base64Decode("Zg=="), "f");
  EXPECT_EQ(Base64Decode("Zm8="), "fo");
  EXPECT_EQ(Base64Decode("Zm9vYmFy"), "foobar");
}

TEST(Base64Test, EncodesTheVectorsOfRfc4648) {
  EXPECT_EQ(Base64Encode(""), "");
  EXPECT_EQ(Base64Encode("f"), "Zg==");
  EXPECT_EQ(Base64Encode("fo"), "Zm8=");
  EXPECT_EQ(Base64Encode("foobar"), "Zm9vYmFy");
}

TEST(Base64Test, RefusesAnythingElse) {
  EXPECT_EQ(Base64Decode("Zg="), std::nullopt);
  EXPECT_EQ(Base64Decode("Zg!="), std::nullopt);
}

TEST(HexTest, WritesTwoLowerCaseDigitsAByte) {
  const std::uint8_t bytes[] = {0x00, 0x9F, 0xFF};
  EXPECT_EQ(ToHex(bytes, sizeof bytes), "009fff");
  EXPECT_TRUE(IsLowerHex("009fff"));
  EXPECT_FALSE(IsLowerHex("9F"));
  EXPECT_FALSE(IsLowerHex("9g"));
}

TEST(HexTest, ReadsDigitsOfEitherCase) {
  EXPECT_EQ(HexValue('0'), 0);
  EXPECT_EQ(HexValue('9'), 9);
  EXPECT_EQ(HexValue('a'), 10);
  EXPECT_EQ(HexValue('F'), 15);
  for (const char c : {'g', 'G', '/', ':', '@', '`', ' '}) EXPECT_EQ(HexValue(c), -1) << c;
}

TEST(PercentEncodingTest, LeavesUnreservedCharactersAlone) {
  EXPECT_EQ(PercentEncode("report-1.v_2~x"), "report-1.v_2~x");
}

TEST(PercentEncodingTest, EncodesEveryOtherByte) {
  EXPECT_EQ(PercentEncode("é a\n"), "%C3%A9%20a%0A");
}

TEST(PercentEncodingTest, DecodesWhatItEncoded) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  EXPECT_EQ(PercentDecode(PercentEncode(all)), all);
}

TEST(PercentEncodingTest, RefusesABrokenEscape) {
  EXPECT_EQ(PercentDecode("%"), std::nullopt);
  EXPECT_EQ(PercentDecode("%4"), std::nullopt);
  EXPECT_EQ(PercentDecode("%zz"), std::nullopt);
  EXPECT_EQ(PercentDecode("%41"), "A");
}

}  // namespace pipeline::base
