#include "common/pipeline/scheduler.hpp"

#include <gtest/gtest.h>

#include <future>

namespace pipeline {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST(SchedulerTest, RunsAFunctionWhenItIsDue) {
  Scheduler scheduler;
  std::promise<void> ran;
  scheduler.After(hours(1), [] {});
  scheduler.After(milliseconds(1), [&] { ran.set_value(); });
  EXPECT_EQ(ran.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
}

TEST(SchedulerTest, RunsTheRestWhenItStops) {
  int runs = 0;
  Scheduler scheduler;
  scheduler.After(hours(1), [&] { ++runs; });
  scheduler.Stop();
  EXPECT_EQ(runs, 1);
  scheduler.After(hours(1), [&] { ++runs; });
  EXPECT_EQ(runs, 2);
}

}  // namespace pipeline
