#include "common/base/listen_address.hpp"

#include <gtest/gtest.h>

namespace pipeline::base {

TEST(ListenAddressTest, TakesHostAndPort) {
  const auto address = ParseListenAddress("localhost:8090");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->host, "localhost");
  EXPECT_EQ(address->port, 8090);
}

TEST(ListenAddressTest, TakesABracketedAddress) {
  const auto address = ParseListenAddress("[::1]:0");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->host, "::1");
  EXPECT_EQ(address->port, 0);
}

TEST(ListenAddressTest, RefusesEverythingElseAndQuotesIt) {
  for (const char* text :
       {"", "8090", ":8090", "host:", "host:x", "host:65536", "host:-1", "::1:80", "[]:80"}) {
    const auto address = ParseListenAddress(text);
    ASSERT_FALSE(address) << text;
    EXPECT_EQ(address.error().code, ErrorCode::kInvalidConfiguration);
    EXPECT_NE(address.error().message.find("\"" + std::string(text) + "\""), std::string::npos);
  }
}

}  // namespace pipeline::base
