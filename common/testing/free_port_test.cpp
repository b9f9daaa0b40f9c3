#include "common/testing/free_port.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "common/testing/tcp_client.hpp"

namespace pipeline::testing {
namespace {

TEST(FreePortTest, GivesPortsThatNobodyHas) {
  std::set<std::uint16_t> ports;
  for (int i = 0; i < 50; ++i) {
    const auto port = FreePort();
    EXPECT_TRUE(ports.insert(port).second) << port << " came twice";
    EXPECT_FALSE(TcpClient::Connect(port).has_value()) << port << " is in use";
  }
}

TEST(FreePortTest, StaysOutOfTheRangeOfOutgoingConnections) {
  int first_outgoing = 0;
  std::ifstream("/proc/sys/net/ipv4/ip_local_port_range") >> first_outgoing;
  ASSERT_GT(first_outgoing, 11000) << "this machine leaves no room below that range";
  for (int i = 0; i < 50; ++i) {
    EXPECT_LT(FreePort(), first_outgoing);
  }
}

}  // namespace
}  // namespace pipeline::testing
