#include "services/safe-inputs/config.hpp"

#include <gtest/gtest.h>

#include <array>

namespace pipeline::safe_inputs {
namespace {

std::optional<int> ExitCodeOf(const char* flag, const char* value) {
  Config config;
  base::Options options(kServiceName, "");
  AddOptions(options, &config);
  const std::array<const char*, 3> arguments{kServiceName, flag, value};
  return options.Parse(static_cast<int>(arguments.size()), arguments.data());
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
