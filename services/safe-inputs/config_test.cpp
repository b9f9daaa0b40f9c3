#include "services/safe-inputs/config.hpp"

#include <gtest/gtest.h>

#include <array>

namespace pipeline::safe_inputs {
namespace {

constexpr std::int64_t kDefaultMaxPayload = 1'048'576;

std::optional<int> ExitCodeOf(const char* flag, const char* value) {
  Config config;
  config::Options options(kServiceName, "");
  AddOptions(options, &config);
  const std::array<const char*, 3> arguments{kServiceName, flag, value};
  return options.Parse(static_cast<int>(arguments.size()), arguments.data());
}

TEST(ConfigTest, LeavesRoomForAMessageToGrow) {
  EXPECT_EQ(UploadLimit(kDefaultMaxPayload, -1), std::size_t{491'520});
}

TEST(ConfigTest, TakesALowerLimitButNotAHigherOne) {
  EXPECT_EQ(UploadLimit(kDefaultMaxPayload, 1000), std::size_t{1000});
  EXPECT_EQ(UploadLimit(kDefaultMaxPayload, 10'000'000), std::size_t{491'520});
}

TEST(ConfigTest, RefusesAServerThatTakesNoUploadAtAll) {
  EXPECT_EQ(UploadLimit(65'538, -1), std::size_t{1});
  const auto limit = UploadLimit(65'537, -1);
  ASSERT_FALSE(limit);
  EXPECT_EQ(limit.error().code, base::ErrorCode::kInvalidConfiguration);
}

TEST(ConfigTest, ChecksTheSender) {
  EXPECT_EQ(ExitCodeOf("--sender", "ca.quebec"), std::nullopt);
  for (const char* sender : {".", "a..b", ".a", "a.", "a b", "a.*", ">", "é"}) {
    EXPECT_EQ(ExitCodeOf("--sender", sender), 2) << sender;
  }
}

TEST(ConfigTest, WantsCertificateAndKeyTogether) {
  EXPECT_EQ(ExitCodeOf("--http-tls-cert", "a.pem"), 2);
  EXPECT_EQ(ExitCodeOf("--http-tls-key", "a.key"), 2);
}

TEST(ConfigTest, ChecksTheOtherOptions) {
  EXPECT_EQ(ExitCodeOf("--listen-address", "127.0.0.1:0"), std::nullopt);
  EXPECT_EQ(ExitCodeOf("--listen-address", "8090"), 2);
  EXPECT_EQ(ExitCodeOf("--max-upload-bytes", "1KiB"), std::nullopt);
  EXPECT_EQ(ExitCodeOf("--max-upload-bytes", "0"), 2);
  EXPECT_EQ(ExitCodeOf("--index-uploads", "0"), 2);
}

}  // namespace
}  // namespace pipeline::safe_inputs
