#include "tests/support/free_port.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <fstream>
#include <set>

#include "tests/support/tcp_client.hpp"
#include "tests/support/unique_fd.hpp"

namespace pipeline::testing {
namespace {

// Whether a socket with this option, or none (0), can listen on the port.
bool CanListen(std::uint16_t port, int option) {
  const UniqueFd listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int on = 1;
  if (option != 0) setsockopt(listener.get(), SOL_SOCKET, option, &on, sizeof on);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
         listen(listener.get(), 1) == 0;
}

// While a test had stopped its server, another test's took its port.
TEST(FreePortTest, KeepsThePortForAServerThatStopsAndStartsAgain) {
  const std::uint16_t port = FreePort();
  for (const int option : {SO_REUSEADDR, SO_REUSEPORT, SO_REUSEADDR}) {
    EXPECT_FALSE(CanListen(port, 0)) << "so another process is not given it";
    EXPECT_TRUE(CanListen(port, option));
  }
}

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
