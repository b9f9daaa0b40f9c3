#include "services/safe-inputs/allowed_hosts.hpp"

#include <gtest/gtest.h>

namespace pipeline::safe_inputs {
namespace {

TEST(AllowedHostsTest, AreAddressesLocalhostAndWhereItListensUnlessMoreAreNamed) {
  const auto hosts = AllowedHosts::Parse("", "sheets.internal:8090");
  ASSERT_TRUE(hosts);
  for (const char* host : {"127.0.0.1:8090",
                           "10.1.2.3",
                           "[::1]:8090",
                           "[fd00::1]",
                           "localhost",
                           "LocalHost:8090",
                           "a.localhost:1",
                           "Sheets.Internal.:8090",
                           ""}) {
    EXPECT_TRUE(hosts->Allow(host)) << host;
  }
  for (const char* host : {"evil.example",
                           "evil.example:8090",
                           "localhost.evil.example",
                           "127.0.0.1.evil.example",
                           "sheets.internal.evil.example",
                           "[",
                           "]",
                           "::::",
                           "a:b:c",
                           " localhost"}) {
    EXPECT_FALSE(hosts->Allow(host)) << host;
  }
}

TEST(AllowedHostsTest, HasAList) {
  const auto hosts = AllowedHosts::Parse("sheets.example,Second.Example", "127.0.0.1:8090");
  ASSERT_TRUE(hosts);
  EXPECT_TRUE(hosts->Allow("sheets.example:443"));
  EXPECT_TRUE(hosts->Allow("second.example"));
  EXPECT_FALSE(hosts->Allow("third.example"));
  EXPECT_TRUE(AllowedHosts::Parse("*", "127.0.0.1:8090")->Allow("evil.example"));
}

TEST(AllowedHostsTest, RefusesWhatIsNoName) {
  for (const char* list : {"a b", "a,,b", "http://a", "a/b", "a:80:80"}) {
    EXPECT_FALSE(AllowedHosts::Parse(list, "127.0.0.1:8090")) << list;
  }
}

}  // namespace
}  // namespace pipeline::safe_inputs
