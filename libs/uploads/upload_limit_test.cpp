#include "libs/uploads/upload_limit.hpp"

#include <gtest/gtest.h>

namespace pipeline::uploads {
namespace {

constexpr std::int64_t kDefaultMaxPayload = 1'048'576;

TEST(UploadLimitTest, LeavesRoomForAMessageToGrow) {
  EXPECT_EQ(UploadLimit(kDefaultMaxPayload, -1), std::size_t{491'520});
}

TEST(UploadLimitTest, TakesALowerLimitButNotAHigherOne) {
  EXPECT_EQ(UploadLimit(kDefaultMaxPayload, 1000), std::size_t{1000});
  EXPECT_EQ(UploadLimit(kDefaultMaxPayload, 10'000'000), std::size_t{491'520});
}

TEST(UploadLimitTest, RefusesAServerThatTakesNoUploadAtAll) {
  EXPECT_EQ(UploadLimit(65'538, -1), std::size_t{1});
  const auto limit = UploadLimit(65'537, -1);
  ASSERT_FALSE(limit);
  EXPECT_EQ(limit.error().code, base::ErrorCode::kInvalidConfiguration);
}

}  // namespace
}  // namespace pipeline::uploads
