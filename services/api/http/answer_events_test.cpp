#include "services/api/http/answer_events.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace pipeline::api {
namespace {

class FakeSubscription final : public graphql::Subscription {
 public:
  explicit FakeSubscription(int answers) : left_(answers) {}
  std::optional<graphql::Response> Next() override {
    if (stopped_ || left_-- <= 0) return std::nullopt;
    return graphql::Response{graphql::ExecutionStatus::kExecuted, "{\"data\":\n{\r}}"};
  }
  void Stop() override { stopped_ = true; }

 private:
  int left_;
  bool stopped_ = false;
};

TEST(AnswerEventsTest, WritesEachAnswerOnOneLineAndThenTheEnd) {
  http::ConcurrencyLimit limit(1);
  const auto events = Answers(std::make_unique<FakeSubscription>(1), nullptr, limit.TryTake());
  EXPECT_EQ(events->Next(), "event: next\ndata: {\"data\": { }}\n\n");
  EXPECT_EQ(events->Next(), "event: complete\ndata:\n\n");
  EXPECT_EQ(events->Next(), std::nullopt);
}

TEST(AnswerEventsTest, WhoIsStoppedIsNotToldThatItIsComplete) {
  http::ConcurrencyLimit limit(1);
  const auto events = Answers(std::make_unique<FakeSubscription>(5), nullptr, limit.TryTake());
  events->Stop();
  EXPECT_EQ(events->Next(), std::nullopt);
}

TEST(AnswerEventsTest, HoldsItsPlaceUntilItGoes) {
  http::ConcurrencyLimit limit(1);
  auto events = OneAnswer("{}", limit.TryTake());
  EXPECT_TRUE(limit.Full());
  EXPECT_EQ(events->Next(), "event: next\ndata: {}\n\nevent: complete\ndata:\n\n");
  EXPECT_EQ(events->Next(), std::nullopt);
  events.reset();
  EXPECT_FALSE(limit.Full());
}

}  // namespace
}  // namespace pipeline::api
