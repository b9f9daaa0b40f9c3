#include "common/pipeline/step_runner.hpp"

#include <gmock/gmock.h>

#include <csignal>

namespace pipeline {

using std::chrono::milliseconds;
using std::chrono::seconds;

class RunChildTest : public testing::Test {
 protected:
  RunChildTest() { std::signal(SIGPIPE, SIG_IGN); }
};

TEST_F(RunChildTest, MovesLargeInputAndOutputAtOnce) {
  const std::string input(5'000'000, 'x');
  const auto result = RunChild({"/bin/cat"}, input, seconds(30));
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->output, input);
  EXPECT_EQ(result->wait_status, 0);
}

TEST_F(RunChildTest, AChildThatDoesNotReadIsNotAnError) {
  const auto result = RunChild({"/bin/true"}, std::string(5'000'000, 'x'), seconds(30));
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->wait_status, 0);
}

TEST_F(RunChildTest, ReportsHowAChildDied) {
  const auto result = RunChild({"/bin/sh", "-c", "kill -ABRT $$"}, "", seconds(30));
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(DescribeWaitStatus(result->wait_status), testing::StartsWith("signal 6"));
  const auto failed = RunChild({"/bin/sh", "-c", "exit 3"}, "", seconds(30));
  EXPECT_EQ(DescribeWaitStatus(failed->wait_status), "exit code 3");
}

TEST_F(RunChildTest, KillsAChildThatTakesTooLong) {
  const auto result = RunChild({"/bin/sleep", "1000"}, "", milliseconds(50));
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_TRUE(result->timed_out);
  EXPECT_THAT(DescribeWaitStatus(result->wait_status), testing::StartsWith("signal 9"));
}

TEST_F(RunChildTest, AProgramThatCannotStartIsARetryableError) {
  const auto result = RunChild({"/no/such/program"}, "", seconds(30));
  ASSERT_FALSE(result);
  EXPECT_TRUE(result.error().retryable);
}

}  // namespace pipeline
