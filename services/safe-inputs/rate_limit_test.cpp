#include "services/safe-inputs/rate_limit.hpp"

#include <gtest/gtest.h>

namespace pipeline::safe_inputs {
namespace {

using std::chrono::seconds;

class RateLimitTest : public ::testing::Test {
 protected:
  // The number of `tries` accepted at `now`.
  int LetIn(RateLimit& limit, const std::string& client, int tries) const {
    int let_in = 0;
    for (int i = 0; i < tries; ++i) {
      if (limit.WaitOf(client, now_).count() > 0) continue;
      limit.Count(client, now_);
      ++let_in;
    }
    return let_in;
  }

  RateLimit::Clock::time_point now_ = RateLimit::Clock::now();
};

TEST_F(RateLimitTest, LetsAMinutesWorthInAndThenAsManyAsRefill) {
  RateLimit limit(30);
  EXPECT_EQ(LetIn(limit, "10.0.0.1", 100), 30);
  EXPECT_EQ(limit.WaitOf("10.0.0.1", now_), seconds(2));
  now_ += seconds(10);
  EXPECT_EQ(LetIn(limit, "10.0.0.1", 100), 5);
  now_ += std::chrono::hours(1);
  EXPECT_EQ(LetIn(limit, "10.0.0.1", 100), 30);
}

TEST_F(RateLimitTest, CountsEachClientByItself) {
  RateLimit limit(2);
  EXPECT_EQ(LetIn(limit, "10.0.0.1", 5), 2);
  EXPECT_EQ(LetIn(limit, "10.0.0.2", 5), 2);
  EXPECT_EQ(LetIn(limit, "fd00::1", 5), 2);
  EXPECT_EQ(LetIn(limit, "fd00::2", 5), 0);
  EXPECT_EQ(LetIn(limit, "fd00:0:0:1::2", 5), 2);
}

TEST_F(RateLimitTest, IsOffWithZero) {
  RateLimit limit(0);
  EXPECT_EQ(LetIn(limit, "10.0.0.1", 5000), 5000);
}

TEST_F(RateLimitTest, ForgetsWhereThereAreVeryManyClients) {
  RateLimit limit(1);
  for (int i = 0; i < 30'000; ++i) LetIn(limit, "client " + std::to_string(i), 1);
  EXPECT_EQ(LetIn(limit, "another", 2), 1);
}

}  // namespace
}  // namespace pipeline::safe_inputs
