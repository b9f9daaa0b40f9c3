#include <gmock/gmock.h>
#include <httplib.h>
#include <openssl/ssl.h>

#include <vector>

#include "libs/http/http_server.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/echo_routes.hpp"
#include "tests/support/tcp_client.hpp"
#include "tests/support/tls_client.hpp"

namespace pipeline::http {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;
using testing::Certificates;
using ::testing::HasSubstr;
using testing::TcpClient;
using testing::TlsClient;

constexpr std::size_t kMostBytes = 10'000'000;
constexpr std::string_view kGet = "GET /hello HTTP/1.1\r\n\r\n";
constexpr const char* kOk = "HTTP/1.1 200 OK\r\n";
// The start of a ClientHello whose rest never comes.
constexpr std::string_view kHello("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);

class HttpServerTlsTest : public ::testing::Test {
 protected:
  HttpServerTlsTest() {
    certificates_.Make("server");
    HttpServerOptions options;
    options.threads = 2;
    options.tls =
        *TlsContext::Load({certificates_.certificate("server"), certificates_.key("server")});
    server_ = std::move(*HttpServer::Start(options, EchoRoutes(kMostBytes)));
  }

  std::unique_ptr<httplib::SSLClient> Client(const std::string& ca) const {
    auto client = std::make_unique<httplib::SSLClient>("127.0.0.1", server_->port());
    client->set_ca_cert_path(ca);
    client->enable_server_certificate_verification(true);
    client->set_read_timeout(seconds(30));
    return client;
  }
  std::unique_ptr<httplib::SSLClient> Client() const { return Client(certificates_.ca()); }

  std::unique_ptr<TlsClient> Connect(int newest = 0) const {
    return std::make_unique<TlsClient>(
        testing::ConnectTo(server_->port()), certificates_.ca(), newest);
  }

  Certificates certificates_;
  std::unique_ptr<HttpServer> server_;
};

TEST_F(HttpServerTlsTest, AnswersOverOneKeptConnection) {
  const auto client = Client();
  client->set_keep_alive(true);
  for (int i = 0; i < 3; ++i) {
    const auto answer = client->Get("/hello");
    ASSERT_TRUE(answer) << httplib::to_string(answer.error());
    EXPECT_EQ(answer->body, "hi");
  }
}

TEST_F(HttpServerTlsTest, ProvesItselfToThoseWhoTrustItsAuthority) {
  const Certificates others;
  const auto answer = Client(others.ca())->Get("/hello");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error(), httplib::Error::SSLServerVerification);
  EXPECT_TRUE(Client()->Get("/hello"));
}

TEST_F(HttpServerTlsTest, CarriesLargeBodiesBothWays) {
  std::string body(5'000'000, ' ');
  for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<char>('a' + i % 23);
  const auto answer = Client()->Post("/echo", body, "application/json");
  ASSERT_TRUE(answer) << httplib::to_string(answer.error());
  EXPECT_TRUE(answer->body == body) << answer->body.size();
}

TEST_F(HttpServerTlsTest, LimitsBodiesAndHeaders) {
  const auto body = Connect();
  ASSERT_TRUE(body->Send(PostOf(kMostBytes + 1)));
  EXPECT_EQ(body->ReadLine(seconds(10)), "HTTP/1.1 413 Payload Too Large\r\n");
  const auto head = Connect();
  ASSERT_TRUE(head->Send("GET /" + std::string(20'000, 'a')));
  EXPECT_EQ(head->ReadLine(seconds(10)), "HTTP/1.1 431 Request Header Fields Too Large\r\n");
}

TEST_F(HttpServerTlsTest, SpeaksNothingOlderThan12) {
  EXPECT_TRUE(Connect(TLS1_3_VERSION)->connected());
  EXPECT_TRUE(Connect(TLS1_2_VERSION)->connected());
  const auto old = Connect(TLS1_1_VERSION);
  EXPECT_FALSE(old->connected());
  EXPECT_THAT(old->failure(), HasSubstr("alert protocol version"));
}

TEST_F(HttpServerTlsTest, StalledHandshakesHoldNobodyUp) {
  std::vector<TcpClient> others;
  for (int i = 0; i < 1000; ++i) {
    auto client = TcpClient::Connect(server_->port());
    ASSERT_TRUE(client && client->Send(kHello.substr(0, static_cast<std::size_t>(i) % 11)));
    others.push_back(std::move(*client));
  }
  const auto start = steady_clock::now();
  EXPECT_TRUE(Client()->Get("/hello"));
  EXPECT_LT(steady_clock::now() - start, seconds(2));
}

TEST_F(HttpServerTlsTest, AStalledHandshakeIsEnded) {
  auto client = TcpClient::Connect(server_->port());
  ASSERT_TRUE(client && client->Send(kHello));
  const auto start = steady_clock::now();
  EXPECT_FALSE(client->ReadLine(seconds(20)));
  EXPECT_LT(steady_clock::now() - start, seconds(15));
}

TEST_F(HttpServerTlsTest, PlainHttpIsToldSo) {
  auto client = TcpClient::Connect(server_->port());
  ASSERT_TRUE(client && client->Send(kGet));
  EXPECT_EQ(client->ReadLine(seconds(10)), "HTTP/1.1 400 Not an HTTPS request\r\n");
  std::string answer;
  while (const auto line = client->ReadLine(seconds(10))) answer += *line;
  EXPECT_THAT(answer, HasSubstr("application/problem+json"));
}

TEST_F(HttpServerTlsTest, WhatIsNoTlsIsEnded) {
  auto client = TcpClient::Connect(server_->port());
  ASSERT_TRUE(client && client->Send("SSH-2.0-client\r\n"));
  const auto start = steady_clock::now();
  while (client->Read(1, seconds(10))) continue;
  EXPECT_LT(steady_clock::now() - start, seconds(4));
}

TEST_F(HttpServerTlsTest, TakesARequestByteByByte) {
  const auto client = Connect();
  const std::string request = PostOf(5) + "[1,2]";
  for (const char byte : request) ASSERT_TRUE(client->Send({&byte, 1}));
  EXPECT_EQ(client->ReadLine(seconds(10)), kOk);
}

TEST_F(HttpServerTlsTest, AnswersAClientThatSaysThatItSendsNoMore) {
  const auto client = Connect();
  ASSERT_TRUE(client->Send(kGet));
  client->StopSending();
  EXPECT_EQ(client->ReadLine(seconds(10)), kOk);
}

// The next request is in a record of which a part is read: no socket tells of it any more.
TEST_F(HttpServerTlsTest, FindsARequestThatIsDecryptedAlready) {
  constexpr std::size_t kRecord = 16'384;
  const auto client = Connect();
  const std::string head = PostOf(kRecord - PostOf(10'000).size());
  const std::string first = head + std::string(kRecord - head.size(), ' ');
  const std::string all = first + std::string(kGet);
  ASSERT_TRUE(client->Send(all.substr(0, kGet.size())));
  ASSERT_TRUE(client->Send(all.substr(kGet.size())));
  EXPECT_EQ(client->ReadLine(seconds(3)), kOk);
  for (auto line = client->ReadLine(seconds(3)); line != "\r\n";
       line = client->ReadLine(seconds(3))) {
    ASSERT_TRUE(line);
  }
  const auto next = client->ReadLine(seconds(3));
  ASSERT_TRUE(next);
  EXPECT_THAT(*next, HasSubstr(kOk));
}

TEST_F(HttpServerTlsTest, SaysThatItEnds) {
  const auto client = Connect();
  ASSERT_TRUE(client->Send(kGet));
  EXPECT_EQ(client->ReadLine(seconds(10)), kOk);
  server_->Stop();
  while (client->ReadLine(seconds(10))) continue;
  EXPECT_TRUE(client->TheyEnded());
}

}  // namespace
}  // namespace pipeline::http
