#include "libs/http/client_connection.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <string>
#include <string_view>
#include <thread>

#include "libs/http/transport.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/unique_fd.hpp"

namespace pipeline::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;
using Read = ClientConnection::Head;

class ClientConnectionTest : public ::testing::Test {
 protected:
  explicit ClientConnectionTest(ConnectionTimeouts timeouts = {}) {
    std::array<int, 2> pair{};
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()), 0);
    client_ = testing::UniqueFd(pair[0]);
    connection_ =
        std::make_unique<ClientConnection>(std::make_unique<SocketTransport>(pair[1]), timeouts);
  }

  bool Send(std::string_view bytes) const {
    return send(client_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
  }

  ssize_t Read() {
    std::array<char, 1024> bytes{};
    return connection_->read(bytes.data(), bytes.size());
  }

  // The bytes that the client has received.
  std::string Received() const {
    std::string bytes(100'000, '\0');
    const ssize_t size = recv(client_.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
    bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return bytes;
  }

  testing::UniqueFd client_;
  std::unique_ptr<ClientConnection> connection_;
};

TEST_F(ClientConnectionTest, TellsHowFarAHeadIs) {
  EXPECT_EQ(connection_->Receive(), Read::kIncomplete);
  ASSERT_TRUE(Send("GET / HTTP/1.1\r\n\r"));
  EXPECT_EQ(connection_->Receive(), Read::kIncomplete);
  ASSERT_TRUE(Send("\nrest"));
  EXPECT_EQ(connection_->Receive(), Read::kComplete);
  EXPECT_EQ(connection_->HeadText(), "GET / HTTP/1.1\r\n\r\n");
}

TEST_F(ClientConnectionTest, ABodyEndsWhereTheClientStopsSending) {
  ASSERT_TRUE(Send("abc"));
  shutdown(client_.get(), SHUT_WR);
  connection_->StartRequest();
  EXPECT_EQ(Read(), 3);
  EXPECT_EQ(Read(), 0);
}

TEST_F(ClientConnectionTest, ReadsNoMoreThanTheLimit) {
  ASSERT_TRUE(Send("abcdef"));
  connection_->StartRequest();
  connection_->LimitBody(4);
  EXPECT_EQ(Read(), 4);
  EXPECT_TRUE(connection_->OverLimit());
  EXPECT_EQ(Read(), -1);
}

class ImpatientConnectionTest : public ClientConnectionTest {
 protected:
  ImpatientConnectionTest()
      : ClientConnectionTest({.idle = seconds(60), .body = milliseconds(100)}) {}
};

// Data that is always there once kept the deadline from being looked at.
TEST_F(ImpatientConnectionTest, ABodyHasToEndThoughItNeverPauses) {
  std::atomic<bool> done{false};
  std::thread sender([&] {
    while (!done && Send("x")) continue;
  });
  connection_->StartRequest();
  EXPECT_TRUE(testing::PollUntil(seconds(10), [&] { return Read() < 0; }));
  done = true;
  connection_.reset();
  sender.join();
}

// The time of a slow request once counted as idling, so that its connection ended with it.
TEST_F(ImpatientConnectionTest, IdlingCountsFromTheEndOfTheRequestBefore) {
  ASSERT_TRUE(Send("GET / HTTP/1.1\r\n\r\n"));
  ASSERT_EQ(connection_->Receive(), Read::kComplete);
  const auto before = connection_->Deadline();
  connection_->StartRequest();
  EXPECT_GT(Read(), 0);
  const auto answered = steady_clock::now();
  connection_->AwaitRequest();
  EXPECT_GE(connection_->Deadline(), answered + seconds(60));
  EXPECT_GT(connection_->Deadline(), before);
}

TEST_F(ClientConnectionTest, SendsAShortAnswerWholeAndHoldsNothingWhileItReads) {
  EXPECT_EQ(connection_->write("head ", 5), 5);
  EXPECT_EQ(Received(), "");
  EXPECT_EQ(connection_->write("body", 4), 4);
  EXPECT_TRUE(connection_->Flush());
  EXPECT_EQ(Received(), "head body");
  EXPECT_EQ(connection_->write("continue", 8), 8);
  ASSERT_TRUE(Send("x"));
  connection_->StartRequest();
  EXPECT_EQ(Read(), 1);
  EXPECT_EQ(Received(), "continue");
  const std::string large(20'000, 'x');
  EXPECT_EQ(connection_->write("head", 4), 4);
  EXPECT_EQ(connection_->write(large.data(), large.size()), 20'000);
  EXPECT_EQ(Received(), "head" + large);
}

TEST_F(ClientConnectionTest, LingeringTakesWhatComesUntilTheClientCloses) {
  ASSERT_TRUE(Send("GET / HTTP/1.1\r\n\r\n"));
  ASSERT_EQ(connection_->Receive(), Read::kComplete);
  connection_->Linger();
  EXPECT_EQ(connection_->State(), Read::kIncomplete);
  ASSERT_TRUE(Send("GET / HTTP/1.1\r\n\r\n"));
  EXPECT_EQ(connection_->Receive(), Read::kIncomplete);
  std::array<char, 1> nothing{};
  EXPECT_EQ(recv(client_.get(), nothing.data(), nothing.size(), 0), 0);
  client_.Reset();
  EXPECT_EQ(connection_->Receive(), Read::kClosed);
}

}  // namespace
}  // namespace pipeline::http
