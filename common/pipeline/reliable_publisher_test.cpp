#include "common/pipeline/reliable_publisher.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <future>
#include <mutex>

namespace pipeline {
namespace {

using base::Error;
using base::ErrorCode;

// Answers with the given errors, in order, then with success.
class FakePublisher final : public nats::Publisher {
 public:
  void Publish(const nats::Outgoing&, Callback callback) override {
    base::Result<nats::PubAck> answer = nats::PubAck{"stream", 7, false};
    {
      const std::lock_guard lock(mutex_);
      ++calls_;
      if (!errors_.empty()) {
        answer = tl::make_unexpected(errors_.front());
        errors_.pop_front();
      }
    }
    callback(std::move(answer));
  }
  void FailWith(const Error& error, int times = 1) {
    for (int i = 0; i < times; ++i) errors_.push_back(error);
  }
  int calls() {
    const std::lock_guard lock(mutex_);
    return calls_;
  }

 private:
  std::mutex mutex_;
  std::deque<Error> errors_;
  int calls_ = 0;
};

class ReliablePublisherTest : public testing::Test {
 protected:
  base::Result<nats::PubAck> Publish(ReliablePublisher& publisher) {
    std::promise<base::Result<nats::PubAck>> promise;
    publisher.Publish(message_, [&](auto answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get();
  }

  const std::shared_ptr<const nats::Outgoing> message_ =
      std::make_shared<nats::Outgoing>(nats::Outgoing{"stream.key", {}, "body"});
  FakePublisher fake_;
  service::Readiness readiness_;
  Scheduler scheduler_;
};

TEST_F(ReliablePublisherTest, RetriesUntilTheStreamHasRoom) {
  ReliablePublisher publisher(fake_, scheduler_, readiness_);
  fake_.FailWith({ErrorCode::kFull, "full", true}, 2);
  const auto answer = Publish(publisher);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->sequence, 7U);
  EXPECT_EQ(fake_.calls(), 3);
  EXPECT_FALSE(readiness_.Waiting());
}

TEST_F(ReliablePublisherTest, ReportsWhatItWaitsFor) {
  fake_.FailWith({ErrorCode::kFull, "no room", true}, 1000);
  ReliablePublisher publisher(fake_, scheduler_, readiness_);
  std::promise<base::Result<nats::PubAck>> promise;
  publisher.Publish(message_, [&](auto answer) { promise.set_value(std::move(answer)); });
  EXPECT_EQ(readiness_.NotReady(), "publishing to stream: no room");
  publisher.Stop();
  const auto answer = promise.get_future().get();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kUnavailable);
}

TEST_F(ReliablePublisherTest, WaitsForAPermissionInsteadOfRejectingTheMessage) {
  ReliablePublisher publisher(fake_, scheduler_, readiness_);
  fake_.FailWith({ErrorCode::kPermissionDenied, "denied", false});
  EXPECT_TRUE(Publish(publisher));
}

TEST_F(ReliablePublisherTest, ReturnsPermanentErrors) {
  ReliablePublisher publisher(fake_, scheduler_, readiness_);
  fake_.FailWith({ErrorCode::kTooLarge, "too large", false});
  const auto answer = Publish(publisher);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(fake_.calls(), 1);
}

TEST_F(ReliablePublisherTest, NeverGivesUpOnADeadLetter) {
  ReliablePublisher publisher(fake_, scheduler_, readiness_, ReliablePublisher::GiveUp::kNever);
  fake_.FailWith({ErrorCode::kTooLarge, "too large", false});
  EXPECT_TRUE(Publish(publisher));
}

}  // namespace
}  // namespace pipeline
