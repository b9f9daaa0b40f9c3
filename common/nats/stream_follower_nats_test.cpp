#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <vector>

#include "common/nats/session.hpp"
#include "common/nats/stream_follower.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/poll.hpp"

namespace pipeline::nats {
namespace {

using testing::PollUntil;

constexpr const char* kStream = "F";
constexpr std::chrono::seconds kPatience{30};

class StreamFollowerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto session = Session::Open({.url = server_.url(), .name = "test"}, {}, {});
    ASSERT_TRUE(session) << session.error().message;
    session_ = std::move(*session);
    CreateStream();
  }

  void CreateStream() {
    const nlohmann::json config = {{"name", kStream}, {"subjects", {"f.>"}}, {"storage", "file"}};
    ASSERT_TRUE(session_->jetstream().Api("STREAM.CREATE.F", config.dump()));
  }

  void Publish(const std::string& name) {
    ASSERT_TRUE(session_->jetstream().PublishAndWait({"f.a", {{"Name", name}}, "body"}));
  }

  void DeliverInto(const Message& message) {
    const std::lock_guard lock(mutex_);
    delivered_.emplace_back(message.headers().Get("Name"));
  }

  bool Delivered(const std::vector<std::string>& names) {
    return PollUntil(kPatience, [&] {
      const std::lock_guard lock(mutex_);
      return delivered_ == names;
    });
  }

  testing::NatsServer server_;
  std::unique_ptr<Session> session_;
  std::mutex mutex_;
  std::vector<std::string> delivered_;
};

TEST_F(StreamFollowerTest, DeliversFromItsStartOnEachMessageOnce) {
  for (const char* name : {"1", "2", "3"}) Publish(name);
  StreamFollower follower(
      session_->jetstream(),
      {.stream = kStream,
       .start =
           [](const StreamSummary& summary, const std::stop_token&, ReadOptions* read) {
             EXPECT_EQ(summary.last_sequence, 3U);
             read->start_sequence = 2;
           },
       .deliver = [this](const Message& message, const Position&) { DeliverInto(message); }});
  EXPECT_TRUE(Delivered({"2", "3"}));
  EXPECT_TRUE(follower.CaughtUp());
  follower.OnReconnected();
  Publish("4");
  EXPECT_TRUE(Delivered({"2", "3", "4"}));
}

TEST_F(StreamFollowerTest, NoticesAStreamThatWasReplacedByAnotherOneOfItsName) {
  for (const char* name : {"1", "2", "3"}) Publish(name);
  std::promise<void> replaced;
  const std::shared_future<void> until_replaced = replaced.get_future().share();
  StreamFollower follower(
      session_->jetstream(),
      {.stream = kStream,
       .start = [](const StreamSummary&, const std::stop_token&, ReadOptions*) {},
       .deliver =
           [&](const Message& message, const Position& position) {
             DeliverInto(message);
             // The follower looks again only when there is a stream of this name, so it never
             // misses the stream.
             if (position.sequence == 3) until_replaced.wait();
           }});
  ASSERT_TRUE(Delivered({"1", "2", "3"}));
  ASSERT_TRUE(session_->jetstream().Api("STREAM.DELETE.F", ""));
  CreateStream();
  Publish("new");
  replaced.set_value();
  EXPECT_TRUE(Delivered({"1", "2", "3", "new"}));
}

}  // namespace
}  // namespace pipeline::nats
