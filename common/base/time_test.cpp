#include "common/base/time.hpp"

#include <gtest/gtest.h>

namespace pipeline::base {

TEST(TimeTest, FormatsInUtcWithMilliseconds) {
  EXPECT_EQ(FormatTime(1'700'000'000'123'456'789), "2023-11-14T22:13:20.123Z");
}

TEST(TimeTest, ParsesWhatTheServerWrites) {
  EXPECT_EQ(ParseTime("2023-11-14T22:13:20.123456789Z"), 1'700'000'000'123'456'789);
  EXPECT_EQ(ParseTime("2023-11-14T22:13:20Z"), 1'700'000'000'000'000'000);
}

TEST(TimeTest, RefusesOtherTexts) {
  EXPECT_EQ(ParseTime("yesterday"), std::nullopt);
  EXPECT_EQ(ParseTime("2023-11-14T22:13:20"), std::nullopt);
}

}  // namespace pipeline::base
