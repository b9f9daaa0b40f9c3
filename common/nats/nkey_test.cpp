#include "common/nats/nkey.hpp"

#include <gtest/gtest.h>

namespace pipeline::nats {
namespace {

// Made by tools/nats-jwt for this test; no server knows them.
constexpr const char* kSeed = "SUACT46XK545GS4LFEP2ZC6YKT4VXCXFD2OEB76VJ5P467VTQ3VUNX5FBY";
constexpr const char* kKey = "UCAWEL4XICQAOTOHR6ZJ2ZHGXG7O35CTRD4TG3F3T3BSQ2QLK3IEZVXP";

TEST(NkeyTest, MakesThePublicKeyOfASeed) {
  EXPECT_EQ(*PublicUserKey(kSeed), kKey);
  EXPECT_EQ(*PublicUserKey(std::string(kSeed) + "\n"), kKey);
}

TEST(NkeyTest, FindsTheSeedAmongOtherLines) {
  EXPECT_EQ(*PublicUserKey("-----BEGIN USER NKEY SEED-----\r\n  " + std::string(kSeed) +
                           "\r\n------END USER NKEY SEED------\n"),
            kKey);
}

TEST(NkeyTest, RefusesWhatHoldsNoSeed) {
  EXPECT_EQ(PublicUserKey("").error().code, base::ErrorCode::kInvalidConfiguration);
  EXPECT_FALSE(PublicUserKey(kKey));
}

TEST(NkeyTest, RefusesADamagedSeed) {
  std::string seed = kSeed;
  seed[20] = seed[20] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(PublicUserKey(seed));
  EXPECT_FALSE(PublicUserKey(std::string(kSeed).substr(0, 57)));
  EXPECT_FALSE(PublicUserKey(std::string(kSeed).replace(3, 1, "1")));
}

}  // namespace
}  // namespace pipeline::nats
