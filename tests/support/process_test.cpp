#include "tests/support/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/support/poll.hpp"
#include "tests/support/temp_dir.hpp"

namespace pipeline::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;
using namespace std::chrono_literals;

// A zombie counts as gone: who reaps it is not this process's concern.
bool IsGone(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/stat");
  std::string content((std::istreambuf_iterator<char>(status)), {});
  return content.empty() || content.find(") Z ") != std::string::npos;
}

TEST(ProcessTest, CapturesBothStreamsAndTheExitCode) {
  Process process({.argv = {"sh", "-c", "echo out; echo err >&2; exit 3"}});
  EXPECT_EQ(process.Wait(10s), 3);
  EXPECT_EQ(process.Output(), "out\n");
  EXPECT_EQ(process.Errors(), "err\n");
}

TEST(ProcessTest, GivesAllOfTheInput) {
  const std::string input(3'000'000, 'x');
  Process process({.argv = {"cat"}, .input = input});
  EXPECT_EQ(process.Wait(10s), 0);
  EXPECT_EQ(process.Output(), input);
}

TEST(ProcessTest, AddsToTheEnvironmentOrReplacesIt) {
  setenv("PIPELINE_TEST_INHERITED", "yes", 1);
  Process added(
      {.argv = {"sh", "-c", "echo $PIPELINE_TEST_INHERITED $MORE"}, .env = {{"MORE", "1"}}});
  Process replaced({.argv = {"/bin/sh", "-c", "echo $PIPELINE_TEST_INHERITED $MORE"},
                    .env = {{"MORE", "1"}},
                    .inherit_environment = false});
  ASSERT_EQ(added.Wait(10s), 0);
  ASSERT_EQ(replaced.Wait(10s), 0);
  EXPECT_EQ(added.Output(), "yes 1\n");
  EXPECT_EQ(replaced.Output(), "1\n");
}

TEST(ProcessTest, AppendsBothStreamsToTheOutputFile) {
  const TempDir folder;
  const auto file = folder.path() / "log";
  for (const char* text : {"one", "two"}) {
    Process process({.argv = {"sh", "-c", "echo $0; echo $0 >&2", text}, .output_file = file});
    ASSERT_EQ(process.Wait(10s), 0);
  }
  Process last({.argv = {"true"}, .output_file = file});
  EXPECT_EQ(last.Output(), "one\none\ntwo\ntwo\n");
}

TEST(ProcessTest, ThrowsWhereTheProgramIsMissing) {
  EXPECT_THAT([] { Process({.argv = {"no-such-program"}}); },
              ThrowsMessage<std::runtime_error>(HasSubstr("no such program in PATH")));
  EXPECT_THAT([] { Process({.argv = {"/no/such/program"}}); },
              ThrowsMessage<std::runtime_error>(HasSubstr("No such file or directory")));
}

TEST(ProcessTest, WaitGivesUpAfterItsTimeout) {
  Process process({.argv = {"sleep", "600"}});
  EXPECT_EQ(process.Wait(20ms), std::nullopt);
  EXPECT_TRUE(process.Running());
}

TEST(ProcessTest, SaysWhichSignalEndedIt) {
  Process process({.argv = {"sleep", "600"}});
  process.Signal(SIGTERM);
  EXPECT_EQ(process.Wait(10s), 128 + SIGTERM);
  process.Kill();
  EXPECT_EQ(process.Wait(0ms), 128 + SIGTERM);
}

TEST(ProcessTest, TakesItsChildrenAlong) {
  pid_t grandchild = 0;
  {
    Process process({.argv = {"sh", "-c", "sleep 600 & echo $!; wait"}});
    ASSERT_TRUE(PollUntil(10s, [&] { return !process.Output().empty(); }));
    grandchild = std::stoi(process.Output());
    ASSERT_FALSE(IsGone(grandchild));
  }
  EXPECT_TRUE(PollUntil(10s, [&] { return IsGone(grandchild); }));
}

TEST(ProcessTest, OutlivesTheThreadThatStartedIt) {
  std::unique_ptr<Process> process;
  std::thread([&] {
    process = std::make_unique<Process>(ProcessOptions{.argv = {"sleep", "600"}});
  }).join();
  EXPECT_EQ(process->Wait(100ms), std::nullopt);
}

TEST(ProcessTest, DiesWithAParentThatCrashed) {
  Process crashing({.argv = {std::string(PIPELINE_BIN_DIR) + "/service_process_probe", "--crash"}});
  ASSERT_EQ(crashing.Wait(10s), 128 + SIGKILL);
  const pid_t orphan = std::stoi(crashing.Output());
  EXPECT_TRUE(PollUntil(10s, [&] { return IsGone(orphan); }));
}

}  // namespace
}  // namespace pipeline::testing
