#include "common/base/host_port.hpp"

#include <gtest/gtest.h>

#include <tuple>

namespace pipeline::base {

TEST(HostPortTest, TakesHostAndPort) {
  const auto address = ParseHostPort("localhost:8090");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->host, "localhost");
  EXPECT_EQ(address->port, 8090);
}

TEST(HostPortTest, TakesABracketedAddress) {
  const auto address = ParseHostPort("[::1]:0");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->host, "::1");
  EXPECT_EQ(address->port, 0);
}

TEST(HostPortTest, RefusesEverythingElseAndQuotesIt) {
  for (const char* text :
       {"", "8090", ":8090", "host:", "host:x", "host:65536", "host:-1", "::1:80", "[]:80"}) {
    const auto address = ParseHostPort(text);
    ASSERT_FALSE(address) << text;
    EXPECT_EQ(address.error().code, ErrorCode::kInvalidConfiguration);
    EXPECT_NE(address.error().message.find("\"" + std::string(text) + "\""), std::string::npos);
  }
}

TEST(HostPortTest, TakesABareHostWhereThereIsADefaultPort) {
  for (const auto& [text, host, port] : {std::tuple("ledger", "ledger", 5432),
                                         std::tuple("[::1]", "::1", 5432),
                                         std::tuple("ledger:1", "ledger", 1)}) {
    const auto address = ParseHostPort(text, 5432);
    ASSERT_TRUE(address) << text;
    EXPECT_EQ(address->host, host);
    EXPECT_EQ(address->port, port);
  }
  for (const char* text : {"", "host:", "::1", "[]", "host:x"}) {
    EXPECT_FALSE(ParseHostPort(text, 5432)) << text;
  }
}

}  // namespace pipeline::base
