#include <gtest/gtest.h>

#include <future>
#include <mutex>
#include <vector>

#include "common/nats/stream_follower.hpp"
#include "tests/support/index_fixture.hpp"

namespace pipeline::nats {
namespace {

using testing::PollUntil;

class StreamFollowerTest : public uploads::IndexFixture {
 protected:
  void DeliverInto(const nats::Message& message) {
    const std::lock_guard lock(mutex_);
    delivered_.emplace_back(message.headers().Get(contract::kUploadIdHeader));
  }

  bool Delivered(const std::vector<std::string>& ids) {
    return PollUntil(uploads::kIndexPatience, [&] {
      const std::lock_guard lock(mutex_);
      return delivered_ == ids;
    });
  }

  std::mutex mutex_;
  std::vector<std::string> delivered_;
};

TEST_F(StreamFollowerTest, DeliversFromItsStartOnEachMessageOnce) {
  for (const char* id : {"u1", "u2", "u3"}) Accept(id);
  StreamFollower follower(
      *jetstream_,
      nats::kRawStream,
      [](const StreamSummary& summary, const std::stop_token&, nats::ReadOptions* read) {
        EXPECT_EQ(summary.last_sequence, 3U);
        read->start_sequence = 2;
      },
      [this](const nats::Message& message, const nats::Position&) { DeliverInto(message); });
  EXPECT_TRUE(Delivered({"u2", "u3"}));
  EXPECT_TRUE(follower.CaughtUp());
  follower.OnReconnected();
  Accept("u4");
  EXPECT_TRUE(Delivered({"u2", "u3", "u4"}));
}

TEST_F(StreamFollowerTest, NoticesAStreamThatWasMadeAnewBehindItsBack) {
  for (const char* id : {"u1", "u2", "u3"}) Accept(id);
  std::promise<void> replaced;
  const std::shared_future<void> until_replaced = replaced.get_future().share();
  StreamFollower follower(
      *jetstream_,
      nats::kRawStream,
      [](const StreamSummary&, const std::stop_token&, nats::ReadOptions*) {},
      [&](const nats::Message& message, const nats::Position& position) {
        DeliverInto(message);
        // It looks again only when there is a stream of this name, so it never finds none.
        if (position.sequence == 3) until_replaced.wait();
      });
  ASSERT_TRUE(Delivered({"u1", "u2", "u3"}));
  DeleteStream(nats::kRawStream);
  Provision();
  Accept("new");
  replaced.set_value();
  EXPECT_TRUE(Delivered({"u1", "u2", "u3", "new"}));
}

}  // namespace
}  // namespace pipeline::nats
