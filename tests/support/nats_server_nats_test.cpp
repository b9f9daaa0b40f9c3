#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <stdexcept>

#include "tests/support/nats_server.hpp"
#include "tests/support/server_binary.hpp"
#include "tests/support/tcp_client.hpp"

namespace pipeline::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;
using namespace std::chrono_literals;

// Says NATS's protocol by hand, so that what is tested is the server and no client.
class PlainClient {
 public:
  explicit PlainClient(const NatsServer& server) : tcp_(TcpClient::Connect(server.port())) {
    if (!tcp_) {
      throw std::runtime_error("no connection to " + server.url());
    }
    info_ = tcp_->ReadLine(5s).value_or("");
    tcp_->Send("CONNECT {\"verbose\":false}\r\nSUB answers 1\r\n");
  }

  const std::string& info() const { return info_; }

  std::string Request(const std::string& subject, const std::string& body) {
    tcp_->Send("PUB " + subject + " answers " + std::to_string(body.size()) + "\r\n" + body +
               "\r\n");
    std::string line = tcp_->ReadLine(5s).value_or("");
    if (line.rfind("MSG ", 0) != 0) {
      return line;
    }
    const auto size = std::stoul(line.substr(line.rfind(' ')));
    return tcp_->Read(size + 2, 5s).value_or("");
  }

 private:
  std::optional<TcpClient> tcp_;
  std::string info_;
};

constexpr const char* kStream = R"({"name":"S","subjects":["s.>"],"storage":"file"})";

TEST(NatsServerTest, StoresInJetStream) {
  const NatsServer server;
  PlainClient client(server);
  EXPECT_THAT(client.Request("$JS.API.STREAM.CREATE.S", kStream), HasSubstr("\"did_create\":true"));
  EXPECT_THAT(client.Request("s.a", "hello"), HasSubstr(R"("stream":"S","seq":1)"));
}

TEST(NatsServerTest, KeepsPortAndDataOverKillAndRestart) {
  NatsServer server;
  const auto url = server.url();
  {
    PlainClient client(server);
    client.Request("$JS.API.STREAM.CREATE.S", kStream);
    ASSERT_THAT(client.Request("s.a", "hello"), HasSubstr("\"seq\":1"));
  }
  server.Kill();
  EXPECT_FALSE(server.Running());
  EXPECT_FALSE(TcpClient::Connect(server.port()).has_value());
  server.Restart();
  EXPECT_EQ(server.url(), url);
  PlainClient client(server);
  EXPECT_THAT(client.Request("$JS.API.STREAM.MSG.GET.S", R"({"seq":1})"), HasSubstr("aGVsbG8="));
  EXPECT_THAT(client.Request("s.a", "again"), HasSubstr("\"seq\":2"));
}

TEST(NatsServerTest, StopsOnRequest) {
  NatsServer server;
  server.Stop();
  EXPECT_FALSE(server.Running());
  EXPECT_THAT(server.Log(), HasSubstr("Initiating Shutdown"));
}

TEST(NatsServerTest, TakesItsOptions) {
  const NatsServer server({.max_payload = 5000,
                           .sync_interval = "always",
                           .extra_config = "authorization { token: secret }"});
  PlainClient client(server);
  EXPECT_THAT(client.info(), HasSubstr("\"max_payload\":5000"));
  EXPECT_THAT(client.info(), HasSubstr("\"auth_required\":true"));
}

TEST(NatsServerTest, ShowsTheLogWhereTheServerRefusesToStart) {
  EXPECT_THAT([] { NatsServer({.extra_config = "no_such_field: 1"}); },
              ThrowsMessage<std::runtime_error>(HasSubstr("no_such_field")));
}

TEST(NatsServerTest, AMissingServerNamesTheScriptThatBuildsIt) {
  setenv("PIPELINE_TOOLS_DIR", "/nonexistent", 1);
  EXPECT_THAT([] { ServerBinary("nats-server"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("scripts/build-servers")));
  unsetenv("PIPELINE_TOOLS_DIR");
}

}  // namespace
}  // namespace pipeline::testing
