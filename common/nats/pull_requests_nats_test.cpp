#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "common/nats/pull_requests.hpp"
#include "common/nats/session.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/poll.hpp"

namespace pipeline::nats {
namespace {

using std::chrono::seconds;
using Received = PullRequests::Received;

constexpr seconds kPatience{20};

class PullRequestsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto session = Session::Open({.url = server_.url(), .name = "test"}, {}, {});
    ASSERT_TRUE(session) << session.error().message;
    session_ = std::move(*session);
    Api("STREAM.CREATE.P", R"({"name":"P","subjects":["p.>"]})");
    Api("CONSUMER.DURABLE.CREATE.P.C",
        R"({"stream_name":"P","config":{"durable_name":"C","ack_policy":"explicit"}})");
    requests_ = std::make_unique<PullRequests>(session_->connection(), "P");
    ASSERT_TRUE(requests_->Subscribe());
  }

  void Api(const std::string& verb, const std::string& body) {
    const auto answer = session_->jetstream().Api(verb, body);
    ASSERT_TRUE(answer) << answer.error().message;
  }

  void Publish(std::size_t bytes) {
    const std::string body(bytes, 'x');
    ASSERT_TRUE(session_->jetstream().PublishAndWait({"p.a", {}, body}));
  }

  // Receives one message, counted if it is one of the stream.
  Received ReceiveNext() {
    const auto message = requests_->Next(kPatience);
    EXPECT_TRUE(message) << message.error().message;
    if (!message) return Received::kStray;
    const Received received = requests_->Receive(*message);
    if (received == Received::kMessage) requests_->CountMessage();
    return received;
  }

  testing::NatsServer server_;
  std::unique_ptr<Session> session_;
  std::unique_ptr<PullRequests> requests_;
};

TEST_F(PullRequestsTest, CountTheMessagesThatMayStillCome) {
  for (int i = 0; i < 3; ++i) Publish(10);
  ASSERT_TRUE(requests_->Ask("C", {.messages = 2, .bytes = 1000}));
  ASSERT_TRUE(requests_->Ask("C", {.messages = 2, .bytes = 1000}));
  EXPECT_EQ(requests_->outstanding(), 4);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ReceiveNext(), Received::kMessage);
  EXPECT_EQ(requests_->outstanding(), 1);
}

TEST_F(PullRequestsTest, BringAMessageOfTheLargestSizeAndEndWhenFull) {
  for (int i = 0; i < 2; ++i) Publish(1'000'000);
  ASSERT_TRUE(requests_->Ask("C", {.messages = 10, .bytes = 1}));
  EXPECT_EQ(ReceiveNext(), Received::kMessage);
  EXPECT_EQ(ReceiveNext(), Received::kFilled);
  EXPECT_EQ(requests_->outstanding(), 0);
}

TEST_F(PullRequestsTest, AreKeptAliveByHeartbeats) {
  ASSERT_TRUE(requests_->Ask("C", {.messages = 10, .bytes = 1000}));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ReceiveNext(), Received::kHeartbeat);
  EXPECT_FALSE(requests_->Silent());
  EXPECT_EQ(requests_->outstanding(), 10);
}

TEST_F(PullRequestsTest, AreRefusedWhenTheConsumerIsDeleted) {
  ASSERT_TRUE(requests_->Ask("C", {.messages = 10, .bytes = 1000}));
  EXPECT_EQ(ReceiveNext(), Received::kHeartbeat);  // The server has the request.
  Api("CONSUMER.DELETE.P.C", "");
  EXPECT_EQ(ReceiveNext(), Received::kRefused);
  EXPECT_EQ(requests_->outstanding(), 0);
}

TEST_F(PullRequestsTest, IgnoreStatusMessagesOfForgottenRequests) {
  ASSERT_TRUE(requests_->Ask("C", {.messages = 10, .bytes = 1000}));
  requests_->Forget();
  EXPECT_EQ(ReceiveNext(), Received::kStray);  // A heartbeat.
  ASSERT_TRUE(requests_->Ask("C", {.messages = 20, .bytes = 1000}));
  ASSERT_TRUE(
      testing::PollUntil(kPatience, [this] { return ReceiveNext() == Received::kHeartbeat; }));
  Api("CONSUMER.DELETE.P.C", "");
  EXPECT_EQ(ReceiveNext(), Received::kStray);
  EXPECT_EQ(requests_->outstanding(), 20);
  EXPECT_EQ(ReceiveNext(), Received::kRefused);
}

TEST_F(PullRequestsTest, AreSilentWhenTheServerIsGone) {
  EXPECT_FALSE(requests_->Silent());
  ASSERT_TRUE(requests_->Ask("C", {.messages = 10, .bytes = 1000}));
  server_.Kill();
  EXPECT_FALSE(requests_->Silent());
  EXPECT_TRUE(testing::PollUntil(kPatience, [this] { return requests_->Silent(); }));
  requests_->Forget();
  EXPECT_FALSE(requests_->Silent());
}

}  // namespace
}  // namespace pipeline::nats
