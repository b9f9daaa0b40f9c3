#include "common/contract/provenance.hpp"

#include <gtest/gtest.h>

namespace pipeline::contract {

TEST(OriginTest, ComparesByTimeThenSequence) {
  EXPECT_LT((Origin{1, 9}), (Origin{2, 1}));
  EXPECT_LT((Origin{2, 1}), (Origin{2, 2}));
}

TEST(OriginTest, ReadsWhatItWrites) {
  const Origin origin{1'700'000'000'123'456'789, 42};
  EXPECT_EQ(origin.ToString(), "1700000000123456789-42");
  EXPECT_EQ(Origin::Parse(origin.ToString()), origin);
}

TEST(OriginTest, RefusesOtherTexts) {
  for (const char* text : {"", "-", "1", "1-", "-1", "1-x", "1-2-3", "99999999999999999999-1"}) {
    EXPECT_EQ(Origin::Parse(text), std::nullopt) << text;
  }
}

TEST(UploadIdTest, IsOneToSixtyFourNameCharacters) {
  EXPECT_TRUE(IsUploadId("a"));
  EXPECT_TRUE(IsUploadId(std::string(64, 'Z')));
  EXPECT_FALSE(IsUploadId(""));
  EXPECT_FALSE(IsUploadId(std::string(65, 'Z')));
  EXPECT_FALSE(IsUploadId("a b"));
  EXPECT_FALSE(IsUploadId("a.b"));
}

TEST(SenderTest, IsTokensWithSingleDotsBetween) {
  EXPECT_TRUE(IsSender("quebec"));
  EXPECT_TRUE(IsSender("ca.quebec-1"));
  for (const char* text : {"", ".a", "a.", "a..b", "a/b", "a b", "é"}) {
    EXPECT_FALSE(IsSender(text)) << text;
  }
}

TEST(TraceparentTest, IsVersionZeroOfTraceContext) {
  EXPECT_TRUE(IsTraceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
  EXPECT_FALSE(IsTraceparent("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
  EXPECT_FALSE(IsTraceparent("00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01"));
  EXPECT_FALSE(IsTraceparent("00"));
}

}  // namespace pipeline::contract
