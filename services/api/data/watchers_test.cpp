#include "services/api/data/watchers.hpp"

#include <gtest/gtest.h>

#include <future>

namespace pipeline::api {
namespace {

bool Any(const int&) { return true; }

TEST(WatchersTest, TellsEachWhatItWantsInOrder) {
  Watchers<int> watchers(10);
  const auto all = watchers.Add(Any);
  const auto even = watchers.Add([](const int& change) { return change % 2 == 0; });
  for (const int change : {1, 2, 3}) watchers.Notify(change);
  EXPECT_EQ(all->Next().value(), 1);
  EXPECT_EQ(all->Next().value(), 2);
  EXPECT_EQ(even->Next().value(), 2);
}

TEST(WatchersTest, ClosesTheQueueOfASlowWatcherAloneAfterWhatItHolds) {
  Watchers<int> watchers(2);
  const auto slow = watchers.Add(Any);
  const auto quick = watchers.Add(Any);
  for (const int change : {1, 2, 3}) {
    watchers.Notify(change);
    EXPECT_EQ(quick->Next().value(), change);
  }
  EXPECT_EQ(slow->Next().value(), 1);
  EXPECT_EQ(slow->Next().value(), 2);
  const auto lost = slow->Next();
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, base::ErrorCode::kFull);
}

TEST(WatchersTest, WakesAWaitingWatcherAtTheEnd) {
  auto watchers = std::make_unique<Watchers<int>>(2);
  const auto queue = watchers->Add(Any);
  auto next = std::async(std::launch::async, [&queue] { return queue->Next(); });
  watchers.reset();
  EXPECT_EQ(next.get().value(), std::nullopt);
  EXPECT_EQ(queue->Next().value(), std::nullopt);
}

TEST(WatchersTest, AClosedQueueTakesNothing) {
  Watchers<int> watchers(2);
  const auto queue = watchers.Add(Any);
  watchers.Notify(1);
  queue->Close();
  queue->Close();
  EXPECT_EQ(queue->Next().value(), std::nullopt);
  EXPECT_FALSE(queue->Add(2));
}

}  // namespace
}  // namespace pipeline::api
