#include "libs/http/idle_connections.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>
#include <csignal>
#include <fstream>
#include <future>
#include <iterator>

#include "libs/http/tls_context.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/tls_client.hpp"

namespace pipeline::http {
namespace {

using std::chrono::seconds;

// A file with a chain of certificates of many times the least room that a socket has.
std::string MakeLongChain(testing::Certificates& certificates) {
  certificates.Make("server");
  std::ifstream one(certificates.certificate("server"));
  const std::string text{std::istreambuf_iterator<char>(one), {}};
  std::string name = certificates.certificate("chain");
  std::ofstream chain(name);
  for (int i = 0; i < 60; ++i) chain << text;
  return name;
}

TEST(LobbyTest, GoesOnWithAHandshakeWhenThereIsRoomToSend) {
  std::signal(SIGPIPE, SIG_IGN);
  testing::Certificates certificates;
  const std::string chain = MakeLongChain(certificates);
  const auto tls = TlsContext::Load({chain, certificates.key("server")});
  ASSERT_TRUE(tls) << tls.error().message;
  std::array<int, 2> pair{};
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()), 0);
  const int least = 1;
  ASSERT_EQ(setsockopt(pair[1], SOL_SOCKET, SO_SNDBUF, &least, sizeof least), 0);
  testing::UniqueFd client_side(pair[0]);

  std::promise<IdleConnections::Connection> ready;
  IdleConnections idle(
      8, [&](IdleConnections::Connection connection) { ready.set_value(std::move(connection)); });
  idle.Add(std::make_shared<ClientConnection>((*tls)->Accept(pair[1]), ConnectionTimeouts{}));
  testing::TlsClient client(std::move(client_side), certificates.ca());
  ASSERT_TRUE(client.connected()) << client.failure();
  ASSERT_TRUE(client.Send("GET / HTTP/1.1\r\n\r\n"));
  auto arrived = ready.get_future();
  ASSERT_EQ(arrived.wait_for(seconds(10)), std::future_status::ready);
  EXPECT_EQ(arrived.get()->HeadText(), "GET / HTTP/1.1\r\n\r\n");
}

}  // namespace
}  // namespace pipeline::http
