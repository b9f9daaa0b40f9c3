#include "common/pipeline/keyed_queue.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace pipeline {

using testing::ElementsAre;

TEST(KeyedQueueTest, StartsTheNextJobOfAKeyWhenThePreviousOneHasFinished) {
  KeyedQueue queue;
  std::vector<std::string> started;
  queue.Submit("a", [&] { started.emplace_back("a1"); });
  queue.Submit("a", [&] { started.emplace_back("a2"); });
  EXPECT_THAT(started, ElementsAre("a1"));
  queue.Finish("a");
  EXPECT_THAT(started, ElementsAre("a1", "a2"));
}

TEST(KeyedQueueTest, RunsJobsOfDifferentKeysInParallel) {
  KeyedQueue queue;
  std::vector<std::string> started;
  queue.Submit("a", [&] { started.emplace_back("a"); });
  queue.Submit("b", [&] { started.emplace_back("b"); });
  EXPECT_THAT(started, ElementsAre("a", "b"));
}

TEST(KeyedQueueTest, StartsAFinishedKeyAgain) {
  KeyedQueue queue;
  int runs = 0;
  for (int i = 0; i < 3; ++i) {
    queue.Submit("a", [&] { ++runs; });
    queue.Finish("a");
  }
  EXPECT_EQ(runs, 3);
}

TEST(KeyedQueueTest, ManyJobsThatFinishAtOnceDoNotDeepenTheStack) {
  KeyedQueue queue;
  int runs = 0;
  queue.Submit("a", [] {});
  for (int i = 0; i < 1'000'000; ++i) {
    queue.Submit("a", [&] {
      ++runs;
      queue.Finish("a");
    });
  }
  queue.Finish("a");
  EXPECT_EQ(runs, 1'000'000);
}

}  // namespace pipeline
