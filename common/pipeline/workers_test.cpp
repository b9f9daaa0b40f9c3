#include "common/pipeline/workers.hpp"

#include <gmock/gmock.h>

#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace pipeline {

using testing::ElementsAre;

TEST(WorkersTest, RunsJobsOfOneShardInOrder) {
  Workers workers(2);
  std::vector<int> ran;
  std::promise<void> last;
  for (int i = 0; i < 3; ++i) workers.Submit(7, [&ran, i] { ran.push_back(i); });
  workers.Submit(7, [&last] { last.set_value(); });
  last.get_future().wait();
  EXPECT_THAT(ran, ElementsAre(0, 1, 2));
}

TEST(WorkersTest, RunsAQuickJobOnTheCallersThreadIfItsShardIsIdle) {
  Workers workers(1);
  std::thread::id ran_on;
  workers.RunOrSubmit(0, [&ran_on] { ran_on = std::this_thread::get_id(); });
  EXPECT_EQ(ran_on, std::this_thread::get_id());
}

TEST(WorkersTest, QueuesAQuickJobBehindTheRunningOneOfItsShard) {
  Workers workers(1);
  std::vector<std::string> ran;
  std::promise<void> release;
  std::promise<void> done;
  workers.Submit(0, [&] {
    release.get_future().wait();
    ran.emplace_back("slow");
  });
  workers.RunOrSubmit(0, [&] {
    ran.emplace_back("quick");
    done.set_value();
  });
  release.set_value();
  done.get_future().wait();
  EXPECT_THAT(ran, ElementsAre("slow", "quick"));
}

TEST(WorkersTest, DestroysJobsThatComeAfterStop) {
  bool ran = false;
  const auto owned = std::make_shared<int>();
  {
    Workers workers(1);
    workers.Stop();
    workers.Submit(0, [&ran, owned] { ran = true; });
    workers.RunOrSubmit(0, [&ran, owned] { ran = true; });
  }
  EXPECT_FALSE(ran);
  EXPECT_EQ(owned.use_count(), 1);
}

}  // namespace pipeline
