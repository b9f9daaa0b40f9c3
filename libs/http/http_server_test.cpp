#include "libs/http/http_server.hpp"

#include <gtest/gtest.h>
#include <httplib.h>

#include <future>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "tests/support/echo_routes.hpp"
#include "tests/support/tcp_client.hpp"

namespace pipeline::http {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;
using testing::TcpClient;

constexpr std::size_t kLimit = 1000;

class HttpServerTest : public ::testing::Test {
 protected:
  HttpServerTest() {
    Router router = EchoRoutes(kLimit);
    router.Add(
        {"GET", "/throws", [](const Request&) -> Response { throw std::runtime_error("secret"); }});
    router.Add({"GET", "/encoded", [](const Request&) {
                  return Response{
                      200, "text/html", std::string(2000, 'z'), {{"Content-Encoding", "gzip"}}};
                }});
    router.Add({"OPTIONS", "/hello", [](const Request&) {
                  return Response{204, "text/plain", {}, {{"Allow", "GET"}}};
                }});
    Route closed{
        "POST", "/closed", [](const Request&) { return Response{}; }, [] { return kLimit; }};
    closed.refuse = [](const Request&) { return Response{401, "text/plain", "no"}; };
    router.Add(std::move(closed));
    router.SetResponseFilter([](const Request& request, Response* response) {
      response->headers.emplace_back("X-Finished", request.Header("X-Name"));
    });
    HttpServerOptions options;
    options.threads = 4;
    server_ = std::move(*HttpServer::Start(options, std::move(router)));
  }

  httplib::Client Client() const { return httplib::Client("127.0.0.1", server_->port()); }

  // Everything that the server answers to `bytes` until it closes, or the first line if it does
  // not.
  std::string Say(const std::string& bytes) const {
    auto client = TcpClient::Connect(server_->port());
    EXPECT_TRUE(client && client->Send(bytes));
    return client->ReadLine(seconds(5)).value_or("");
  }

  // The head that answers `bytes`, without its empty line.
  std::string HeadOf(const std::string& bytes) const {
    auto client = TcpClient::Connect(server_->port());
    EXPECT_TRUE(client && client->Send(bytes));
    return ReadHead(*client);
  }

  static std::string ReadHead(TcpClient& client) {
    std::string head;
    for (auto line = client.ReadLine(seconds(5)); line && *line != "\r\n";
         line = client.ReadLine(seconds(5))) {
      head += *line;
    }
    return head;
  }

  std::unique_ptr<HttpServer> server_;
};

TEST_F(HttpServerTest, AnswersOverOneKeptConnection) {
  auto client = Client();
  client.set_keep_alive(true);
  for (int i = 0; i < 3; ++i) {
    const auto answer = client.Get("/hello");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "hi");
  }
}

TEST_F(HttpServerTest, EncodesNothingTwice) {
  auto client = Client();
  client.set_decompress(false);
  const auto answer = client.Get("/encoded", {{"Accept-Encoding", "gzip"}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->get_header_value_count("Content-Encoding"), 1U);
  EXPECT_EQ(answer->body, std::string(2000, 'z'));
}

TEST_F(HttpServerTest, ReadsBodiesOfKnownAndOfUnknownLength) {
  auto client = Client();
  const auto plain = client.Post("/echo", "[1]", "application/json");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->body, "[1]");
  bool sent = false;
  const auto chunked = client.Post(
      "/echo",
      [&](std::size_t, httplib::DataSink& sink) {
        sink.write("[12]", 4);
        sent = true;
        sink.done();
        return true;
      },
      "application/json");
  ASSERT_TRUE(chunked && sent);
  EXPECT_EQ(chunked->body, "[12]");
}

TEST_F(HttpServerTest, UnpacksGzip) {
  auto client = Client();
  client.set_compress(true);
  const auto answer = client.Post("/echo", std::string(900, ' '), "application/json");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, std::string(900, ' '));
}

// Debian's cpp-httplib compares the header's value as it is.
TEST_F(HttpServerTest, UnpacksGzipWhateverTheCaseOfItsName) {
  auto client = Client();
  for (const char* coding : {"gzip", "GZIP", "x-gzip"}) {
    // "[1]" as gzip.
    const std::string bytes(
        "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\x8b\x36\x8c\x05\x00\xb8\x32\x2f\x4c\x03\x00\x00"
        "\x00",
        23);
    const auto answer =
        client.Post("/echo", {{"Content-Encoding", coding}}, bytes, "application/json");
    ASSERT_TRUE(answer) << coding;
    EXPECT_EQ(answer->body, "[1]") << coding;
  }
}

TEST_F(HttpServerTest, LimitsTheUnpackedSizeOfGzip) {
  auto client = Client();
  client.set_compress(true);
  const auto answer = client.Post("/echo", std::string(1'000'000, ' '), "application/json");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 413);
}

TEST_F(HttpServerTest, RefusesTooLargeABodyWithoutWaitingForIt) {
  EXPECT_EQ(Say("POST /echo HTTP/1.1\r\nContent-Type: application/json\r\n"
                "Content-Length: 1001\r\n\r\n"),
            "HTTP/1.1 413 Payload Too Large\r\n");
}

TEST_F(HttpServerTest, RefusesAChunkedBodyOnceItIsTooLarge) {
  EXPECT_EQ(Say("POST /echo HTTP/1.1\r\nContent-Type: application/json\r\n"
                "Transfer-Encoding: chunked\r\n\r\n3E9\r\n" +
                std::string(1001, 'x')),
            "HTTP/1.1 413 Payload Too Large\r\n");
}

TEST_F(HttpServerTest, TellsSoBeforeTheBodyIsSent) {
  EXPECT_EQ(Say("POST /echo HTTP/1.1\r\nContent-Type: application/json\r\n"
                "Content-Length: 1001\r\nExpect: 100-continue\r\n\r\n"),
            "HTTP/1.1 413 Payload Too Large\r\n");
  EXPECT_EQ(Say("POST /echo HTTP/1.1\r\nContent-Type: application/json\r\n"
                "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n"),
            "HTTP/1.1 100 Continue\r\n");
}

TEST_F(HttpServerTest, ABodyThatNobodyReadsIsNotTheNextRequest) {
  const std::string inner = "GET /hello HTTP/1.1\r\n\r\n";
  auto client = TcpClient::Connect(server_->port());
  ASSERT_TRUE(client);
  ASSERT_TRUE(client->Send("GET /nowhere HTTP/1.1\r\nContent-Length: " +
                           std::to_string(inner.size()) + "\r\n\r\n" + inner));
  EXPECT_EQ(client->ReadLine(seconds(5)), "HTTP/1.1 404 Not Found\r\n");
  std::size_t answers = 0;
  while (const auto line = client->ReadLine(seconds(5))) {
    answers += line->starts_with("HTTP/1.1 200");
  }
  EXPECT_EQ(answers, 0U);
}

TEST_F(HttpServerTest, AnswersPipelinedRequestsInOrder) {
  auto client = TcpClient::Connect(server_->port());
  ASSERT_TRUE(client);
  ASSERT_TRUE(client->Send("GET /hello HTTP/1.1\r\n\r\nGET /nowhere HTTP/1.1\r\n\r\n"));
  std::vector<std::string> lines;
  while (lines.size() < 2) {
    const auto line = client->ReadLine(seconds(5));
    ASSERT_TRUE(line);
    if (const auto at = line->find("HTTP/1.1 "); at != std::string::npos) {
      lines.push_back(line->substr(at));
    }
  }
  EXPECT_EQ(lines[0], "HTTP/1.1 200 OK\r\n");
  EXPECT_EQ(lines[1], "HTTP/1.1 404 Not Found\r\n");
}

TEST_F(HttpServerTest, WhatIsNotARequestIsAProblem) {
  EXPECT_EQ(Say("hello\r\n\r\n"), "HTTP/1.1 400 Bad Request\r\n");
  EXPECT_EQ(Say("GET /" + std::string(20'000, 'a')),
            "HTTP/1.1 431 Request Header Fields Too Large\r\n");
}

TEST_F(HttpServerTest, MethodsThatNobodyKnowsAreNotImplemented) {
  EXPECT_EQ(Say("BREW /hello HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 501 Not Implemented\r\n");
  EXPECT_EQ(Say("get /hello HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 501 Not Implemented\r\n");
  const std::string trace = HeadOf("TRACE /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(trace.starts_with("HTTP/1.1 405 ")) << trace;
  EXPECT_NE(trace.find("Allow: GET, HEAD, OPTIONS\r\n"), std::string::npos) << trace;
}

// RFC 9110 section 8.6.
TEST_F(HttpServerTest, AnAnswerWithoutABodyHasNoLength) {
  auto client = TcpClient::Connect(server_->port());
  ASSERT_TRUE(client);
  const std::string request = "OPTIONS /hello HTTP/1.1\r\nHost: x\r\n";
  ASSERT_TRUE(client->Send(request + "\r\n"));
  EXPECT_EQ(ReadHead(*client), "HTTP/1.1 204 No Content\r\nAllow: GET\r\nX-Finished: \r\n");
  ASSERT_TRUE(client->Send(request + "Connection: close\r\n\r\n"));
  EXPECT_EQ(ReadHead(*client),
            "HTTP/1.1 204 No Content\r\nAllow: GET\r\nX-Finished: \r\nConnection: close\r\n");
  EXPECT_FALSE(client->ReadLine(seconds(5)));
}

TEST_F(HttpServerTest, RefusesByTheHeadAndReadsNoFurther) {
  const std::string head = HeadOf(
      "POST /closed HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n");
  EXPECT_TRUE(head.starts_with("HTTP/1.1 401 ")) << head;
  EXPECT_NE(head.find("Connection: close\r\n"), std::string::npos) << head;
}

TEST_F(HttpServerTest, FinishesEveryAnswerAlsoItsOwn) {
  const std::string name = "X-Name: a\r\n";
  const std::string json = "Content-Type: application/json\r\n";
  for (const std::string& request : {
           "GET /hello HTTP/1.1\r\n" + name + "\r\n",
           "GET /nowhere HTTP/1.1\r\n" + name + "\r\n",
           "GET /throws HTTP/1.1\r\n" + name + "\r\n",
           "PUT /hello HTTP/1.1\r\n" + name + "\r\n",
           "POST /echo HTTP/1.1\r\n" + name + "\r\n",
           "POST /echo HTTP/1.1\r\n" + name + json + "Content-Length: 1001\r\n\r\n",
           "POST /echo HTTP/1.1\r\n" + name + json + "Content-Encoding: gzip\r\n" +
               "Content-Length: 2\r\n\r\n{}",
       }) {
    const std::string head = HeadOf(request);
    EXPECT_NE(head.find("X-Finished: a\r\n"), std::string::npos) << request << head;
  }
}

TEST_F(HttpServerTest, AHandlerThatThrowsTellsNothing) {
  auto client = Client();
  const auto answer = client.Get("/throws");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 500);
  EXPECT_EQ(nlohmann::json::parse(answer->body)["code"], "internal");
  EXPECT_EQ(answer->body.find("secret"), std::string::npos);
}

TEST_F(HttpServerTest, AnswersTheWholeWhateverRangeIsAskedFor) {
  auto client = Client();
  const auto answer = client.Get("/hello", {{"Range", "bytes=0-0"}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "hi");
}

TEST_F(HttpServerTest, IdleAndHalfSpokenConnectionsHoldNobodyUp) {
  std::vector<TcpClient> others;
  for (int i = 0; i < 1500; ++i) {
    auto client = TcpClient::Connect(server_->port());
    ASSERT_TRUE(client);
    if (i % 2 == 0) {
      ASSERT_TRUE(client->Send("POST /echo HTTP/1.1\r\nHost"));
    }
    others.push_back(std::move(*client));
  }
  const auto start = steady_clock::now();
  const auto answer = Client().Get("/hello");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "hi");
  EXPECT_LT(steady_clock::now() - start, seconds(2));
}

TEST_F(HttpServerTest, AnIdleConnectionIsEnded) {
  auto client = TcpClient::Connect(server_->port());
  ASSERT_TRUE(client);
  const auto start = steady_clock::now();
  EXPECT_FALSE(client->ReadLine(seconds(20)));
  EXPECT_LT(steady_clock::now() - start, seconds(15));
}

TEST_F(HttpServerTest, APortInUseIsAConfigurationError) {
  HttpServerOptions options;
  options.address = "127.0.0.1:" + std::to_string(server_->port());
  const auto second = HttpServer::Start(options, {});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, base::ErrorCode::kInvalidConfiguration);
}

TEST_F(HttpServerTest, StopWaitsForTheRequestsBeingAnswered) {
  std::promise<void> entered;
  std::promise<void> leave;
  Router router;
  router.Add({"GET", "/slow", [&](const Request&) {
                entered.set_value();
                leave.get_future().wait();
                return Response{200, "text/plain", "done", {}};
              }});
  const auto server = std::move(*HttpServer::Start({}, std::move(router)));
  auto answer = std::async(std::launch::async, [&] {
    return httplib::Client("127.0.0.1", server->port()).Get("/slow");
  });
  entered.get_future().wait();
  auto stopped = std::async(std::launch::async, [&] { server->Stop(); });
  EXPECT_EQ(stopped.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
  leave.set_value();
  stopped.wait();
  const auto result = answer.get();
  ASSERT_TRUE(result);
  EXPECT_EQ(result->body, "done");
}

}  // namespace
}  // namespace pipeline::http
