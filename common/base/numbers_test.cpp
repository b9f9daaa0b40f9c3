#include "common/base/numbers.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace pipeline::base {
namespace {

TEST(ParseNumberTest, ReadsAllOfTheText) {
  EXPECT_EQ(ParseNumber<std::uint64_t>("18446744073709551615"), 18446744073709551615U);
  EXPECT_EQ(ParseNumber<std::int64_t>("-9223372036854775808"), INT64_MIN);
  EXPECT_EQ(ParseNumber<int>("007"), 7);
}

TEST(ParseNumberTest, RefusesWhatIsNotJustANumber) {
  for (const char* text : {"", " 1", "1 ", "+1", "1x", "0x1", "1.0", "-"}) {
    EXPECT_EQ(ParseNumber<std::int64_t>(text), std::nullopt) << text;
  }
}

TEST(ParseNumberTest, RefusesWhatTheTypeCannotHold) {
  EXPECT_EQ(ParseNumber<std::uint64_t>("18446744073709551616"), std::nullopt);
  EXPECT_EQ(ParseNumber<std::uint64_t>("-1"), std::nullopt);
  EXPECT_EQ(ParseNumber<std::uint16_t>("65536"), std::nullopt);
}

}  // namespace
}  // namespace pipeline::base
