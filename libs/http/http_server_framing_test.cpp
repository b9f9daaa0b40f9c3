#include <gtest/gtest.h>
#include <httplib.h>

#include <array>
#include <future>
#include <stdexcept>
#include <vector>

#include "libs/http/http_server.hpp"
#include "tests/support/echo_routes.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/tcp_client.hpp"

namespace pipeline::http {
namespace {

using std::chrono::seconds;
using testing::PollUntil;
using testing::TcpClient;

constexpr std::size_t kThreads = 4;
constexpr const char* kChunked =
    "POST /echo HTTP/1.1\r\nContent-Type: application/json\r\n"
    "Transfer-Encoding: chunked\r\n\r\n";

// A server whose POST /slow waits, two at a time.
class HttpServerFramingTest : public ::testing::Test {
 protected:
  HttpServerFramingTest() {
    HttpServerOptions options;
    options.threads = kThreads;
    server_ = std::move(*HttpServer::Start(options, Routes("hi")));
  }
  ~HttpServerFramingTest() override { leave_.set_value(); }

  Router Routes(const std::string& greeting) {
    Router router;
    router.Add({"GET", "/hello", [greeting](const Request&) {
                  return Response{200, "text/plain", greeting, {}};
                }});
    Route echo{"POST", "/echo", [](const Request& request) {
                 return Response{200, "text/plain", request.body, {}};
               }};
    echo.max_body_bytes = [] { return std::size_t{1000}; };
    echo.content_type = "application/json";
    router.Add(echo);
    echo.path = "/slow";
    echo.handler = [this](const Request&) {
      ++entered_;
      left_.wait();
      return Response{200, "text/plain", "done", {}};
    };
    echo.limit = std::make_shared<ConcurrencyLimit>(2);
    echo.busy = [](const Request&) { return Response{503, "text/plain", "busy", {}}; };
    router.Add(std::move(echo));
    return router;
  }

  httplib::Client Client() const {
    httplib::Client client("127.0.0.1", server_->port());
    client.set_read_timeout(seconds(30));
    return client;
  }

  TcpClient Connect() const {
    auto client = TcpClient::Connect(server_->port());
    if (!client) throw std::runtime_error("nobody listens");
    return std::move(*client);
  }

  // The first line of the answer.
  std::string Say(const std::string& bytes) const {
    TcpClient client = Connect();
    EXPECT_TRUE(client.Send(bytes));
    return client.ReadLine(seconds(15)).value_or("");
  }

  std::promise<void> leave_;
  const std::shared_future<void> left_{leave_.get_future()};
  std::atomic<int> entered_{0};
  std::unique_ptr<HttpServer> server_;
};

TEST_F(HttpServerFramingTest, AHeadThatReadersTakeDifferentlyIsRefused) {
  EXPECT_EQ(Say("GET /hello HTTP/1.1\r\nContent-Length : 5\r\n\r\n"),
            "HTTP/1.1 400 Not an HTTP request\r\n");
  EXPECT_EQ(Say("GET /hello HTTP/1.1\r\nA: b\nContent-Length: 5\r\n\r\n"),
            "HTTP/1.1 400 Not an HTTP request\r\n");
}

// The line of a chunk's size may go on for ever and is no part of the body.
TEST_F(HttpServerFramingTest, AChunkSizeThatNeverEndsIsRefused) {
  TcpClient client = Connect();
  ASSERT_TRUE(client.Send(std::string(kChunked) + "1;"));
  const std::string extension(std::size_t{64} * 1024, 'x');
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(client.Send(extension));
  EXPECT_EQ(client.ReadLine(seconds(30)), "HTTP/1.1 413 Payload Too Large\r\n");
}

TEST_F(HttpServerFramingTest, ABodyInSmallChunksIsTaken) {
  std::string request = kChunked;
  for (int i = 0; i < 500; ++i) request += "2\r\nab\r\n";
  EXPECT_EQ(Say(request + "0\r\n\r\n"), "HTTP/1.1 200 OK\r\n");
}

TEST_F(HttpServerFramingTest, WhatIsNoChunkIsRefused) {
  EXPECT_EQ(Say(std::string(kChunked) + "zz\r\n\r\n"), "HTTP/1.1 400 Bad Request\r\n");
}

TEST_F(HttpServerFramingTest, ABodyThatEndsEarlyIsRefused) {
  // Half-closed: it has said all, and still reads.
  httplib::Client client = Client();
  TcpClient half = Connect();
  ASSERT_TRUE(half.Send(PostOf(10) + "[1]"));
  half.StopSending();
  EXPECT_EQ(half.ReadLine(seconds(5)), "HTTP/1.1 400 Bad Request\r\n");
  const auto next = client.Get("/hello");
  ASSERT_TRUE(next);
  EXPECT_EQ(next->status, 200);
}

TEST_F(HttpServerFramingTest, AHalfClosedClientGetsItsAnswers) {
  TcpClient client = Connect();
  ASSERT_TRUE(client.Send("GET /hello HTTP/1.1\r\n\r\n" + PostOf(3) + "[1]"));
  client.StopSending();
  std::size_t answers = 0;
  while (const auto line = client.ReadLine(seconds(5))) {
    if (line->find("HTTP/1.1 200") != std::string::npos) ++answers;
  }
  EXPECT_EQ(answers, 2U);
}

TEST_F(HttpServerFramingTest, ARequestRightBehindABodyIsTheNext) {
  TcpClient client = Connect();
  ASSERT_TRUE(client.Send(PostOf(3) + "[1]GET /hello HTTP/1.1\r\n\r\n"));
  EXPECT_EQ(client.ReadLine(seconds(5)), "HTTP/1.1 200 OK\r\n");
  std::optional<std::string> line;
  while ((line = client.ReadLine(seconds(5))) && line->find("HTTP/1.1") == std::string::npos) {
    continue;
  }
  EXPECT_EQ(line, "[1]HTTP/1.1 200 OK\r\n");
}

// Whoever is refused before its body is read may take its time to notice.
TEST_F(HttpServerFramingTest, ClientsThatAreRefusedHoldNoThread) {
  std::vector<TcpClient> refused;
  for (std::size_t i = 0; i < 10 * kThreads; ++i) {
    refused.push_back(Connect());
    ASSERT_TRUE(refused.back().Send(PostOf(1001) + "[1"));
    EXPECT_EQ(refused.back().ReadLine(seconds(30)), "HTTP/1.1 413 Payload Too Large\r\n");
  }
}

TEST_F(HttpServerFramingTest, AGateLeavesThreadsForTheOtherRoutes) {
  const auto post = [this] { return Client().Post("/slow", "[1]", "application/json"); };
  std::array held{std::async(std::launch::async, post), std::async(std::launch::async, post)};
  ASSERT_TRUE(PollUntil(seconds(10), [&] { return entered_ == 2; }));
  for (std::size_t i = 0; i < 2 * kThreads; ++i) {
    const auto surplus = post();
    ASSERT_TRUE(surplus);
    EXPECT_EQ(surplus->status, 503);
  }
  EXPECT_EQ(Say("POST /slow HTTP/1.1\r\nContent-Type: application/json\r\n"
                "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n"),
            "HTTP/1.1 503 Service Unavailable\r\n");
  const auto other = Client().Get("/hello");
  ASSERT_TRUE(other);
  EXPECT_EQ(other->status, 200);
  leave_.set_value();
  leave_ = {};
  for (auto& answer : held) EXPECT_EQ(answer.get()->status, 200);
  EXPECT_EQ(post()->status, 200);
}

}  // namespace
}  // namespace pipeline::http
