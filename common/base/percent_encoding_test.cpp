#include "common/base/percent_encoding.hpp"

#include <gtest/gtest.h>

namespace pipeline::base {

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
