#include "libs/http/event_streams.hpp"

#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <stdexcept>
#include <string>
#include <vector>

#include "libs/http/http_server.hpp"
#include "libs/http/message.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/tcp_client.hpp"

namespace pipeline::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::PollUntil;
using testing::TcpClient;

// Yields the pieces that the test pushes, until End().
class FakeEvents final : public EventStream {
 public:
  void Give(std::string piece) {
    const std::lock_guard lock(mutex_);
    pieces_.push_back(std::move(piece));
    changed_.notify_all();
  }
  void End() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }
  void Throw() {
    const std::lock_guard lock(mutex_);
    throws_ = true;
    changed_.notify_all();
  }
  std::optional<std::string> Next() override {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopped_ || ended_ || throws_ || !pieces_.empty(); });
    if (throws_) throw std::runtime_error("no more");
    if (stopped_ || pieces_.empty()) return std::nullopt;
    std::string piece = std::move(pieces_.front());
    pieces_.pop_front();
    return piece;
  }
  void Stop() override {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }
  bool Stopped() {
    const std::lock_guard lock(mutex_);
    return stopped_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::string> pieces_;
  bool ended_ = false;
  bool throws_ = false;
  bool stopped_ = false;
};

class EventStreamsTest : public ::testing::Test {
 protected:
  void Serve(milliseconds ping) {
    Router router;
    router.Add({"GET", "/events", [this](const Request&) {
                  Response response{200, "text/event-stream"};
                  response.events = events_;
                  return response;
                }});
    HttpServerOptions options;
    options.threads = 1;
    options.ping = ping;
    server_ = std::move(*HttpServer::Start(options, std::move(router)));
  }

  // A client that has read the head.
  TcpClient Subscribe(const std::string& method = "GET") const {
    auto client = TcpClient::Connect(server_->port());
    client->Send(method + " /events HTTP/1.1\r\nHost: x\r\n\r\n");
    while (client->ReadLine(seconds(5)).value_or("\r\n") != "\r\n") {
    }
    return std::move(*client);
  }

  // The next chunk's bytes; of the last one none.
  static std::string Chunk(TcpClient& client) {
    const auto size = client.ReadLine(seconds(5));
    if (!size) return "closed";
    const auto bytes = client.Read(std::stoul(*size, nullptr, 16), seconds(5)).value_or("cut");
    client.ReadLine(seconds(5));
    return bytes;
  }

  const std::shared_ptr<FakeEvents> events_ = std::make_shared<FakeEvents>();
  std::unique_ptr<HttpServer> server_;
};

// A stream that the watch saw before its thread had run got a comment in front of its head.
TEST_F(EventStreamsTest, WritesNothingBeforeTheHead) {
  Serve(milliseconds(1));
  events_->End();
  const auto end = std::chrono::steady_clock::now() + seconds(2);
  while (std::chrono::steady_clock::now() < end) {
    std::vector<TcpClient> clients;
    for (int i = 0; i < 50; ++i) {
      clients.push_back(*TcpClient::Connect(server_->port()));
      clients.back().Send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    for (TcpClient& client : clients) {
      ASSERT_EQ(client.ReadLine(seconds(5)), "HTTP/1.1 200 OK\r\n");
    }
  }
}

TEST_F(EventStreamsTest, WritesEachEventAsItComesAndThenTheEnd) {
  Serve(seconds(60));
  TcpClient client = Subscribe();
  EXPECT_EQ(Chunk(client), ":\n\n");
  events_->Give("event: next\ndata: 1\n\n");
  EXPECT_EQ(Chunk(client), "event: next\ndata: 1\n\n");
  events_->Give("event: complete\ndata:\n\n");
  events_->End();
  EXPECT_EQ(Chunk(client), "event: complete\ndata:\n\n");
  EXPECT_EQ(Chunk(client), "");
  EXPECT_EQ(client.ReadLine(seconds(5)), std::nullopt);
}

TEST_F(EventStreamsTest, ASilentStreamIsKeptAlive) {
  Serve(milliseconds(1));
  TcpClient client = Subscribe();
  EXPECT_EQ(Chunk(client), ":\n\n");
  EXPECT_EQ(Chunk(client), ":\n\n");
}

TEST_F(EventStreamsTest, HoldsNoThreadOfTheServersOwn) {
  Serve(seconds(60));
  const TcpClient first = Subscribe();
  TcpClient second = Subscribe();
  EXPECT_EQ(Chunk(second), ":\n\n");
}

TEST_F(EventStreamsTest, StopsWhoseClientHasGone) {
  Serve(seconds(60));
  { const TcpClient gone = Subscribe(); }
  EXPECT_TRUE(PollUntil(seconds(10), [this] { return events_->Stopped(); }));
}

TEST_F(EventStreamsTest, StopsWhoseClientTakesNothing) {
  Serve(milliseconds(1));
  const TcpClient slow = Subscribe();
  const std::string piece(1'000'000, 'x');
  for (int i = 0; i < 20; ++i) events_->Give(piece);
  EXPECT_TRUE(PollUntil(seconds(30), [this] { return events_.use_count() == 1; }));
}

TEST_F(EventStreamsTest, EndsWithTheServer) {
  Serve(seconds(60));
  TcpClient client = Subscribe();
  EXPECT_EQ(Chunk(client), ":\n\n");
  server_->Stop();
  EXPECT_TRUE(events_->Stopped());
  EXPECT_EQ(Chunk(client), "");
}

TEST_F(EventStreamsTest, EventsThatThrowEndTheirStreamAlone) {
  Serve(seconds(60));
  TcpClient client = Subscribe();
  EXPECT_EQ(Chunk(client), ":\n\n");
  events_->Throw();
  EXPECT_EQ(Chunk(client), "closed") << "nothing says that these were all";
  EXPECT_TRUE(TcpClient::Connect(server_->port()));
}

// While it lives no thread can be made: its stack would be larger than the address space.
class NoMoreThreads {
 public:
  NoMoreThreads() {
    pthread_getattr_default_np(&before_);
    pthread_attr_t large = before_;
    pthread_attr_setstacksize(&large, std::size_t{1} << 47);
    pthread_setattr_default_np(&large);
  }
  ~NoMoreThreads() { pthread_setattr_default_np(&before_); }
  NoMoreThreads(const NoMoreThreads&) = delete;
  NoMoreThreads& operator=(const NoMoreThreads&) = delete;

 private:
  pthread_attr_t before_{};
};

TEST_F(EventStreamsTest, WithoutAThreadForItAStreamIsRefused) {
  Serve(seconds(60));
  auto client = TcpClient::Connect(server_->port());
  ASSERT_TRUE(client);
  const NoMoreThreads none;
  ASSERT_TRUE(client->Send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n"));
  EXPECT_EQ(client->ReadLine(seconds(5)), "HTTP/1.1 503 Service Unavailable\r\n");
  std::string head;
  for (auto line = client->ReadLine(seconds(5)); line && *line != "\r\n";
       line = client->ReadLine(seconds(5))) {
    head += *line;
  }
  EXPECT_NE(head.find("Retry-After: 5\r\n"), std::string::npos) << head;
  EXPECT_TRUE(PollUntil(seconds(5), [this] { return events_->Stopped(); }));
}

TEST_F(EventStreamsTest, HeadHasNoEvents) {
  Serve(seconds(60));
  TcpClient client = Subscribe("HEAD");
  EXPECT_TRUE(client.Send("GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"));
  EXPECT_EQ(client.ReadLine(seconds(5)), "HTTP/1.1 404 Not Found\r\n");
}

}  // namespace
}  // namespace pipeline::http
