#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.hpp"
#include "common/contract/step.hpp"

namespace pipeline {

/// From this delivery on, a step runs in a child process: the earlier deliveries may have killed
/// their process.
inline constexpr std::uint64_t kFirstIsolatedDelivery = 3;

/// Limits of the child: address space and time.
inline constexpr std::size_t kIsolatedMemoryBytes = 4UL * 1024 * 1024 * 1024;
inline constexpr std::chrono::milliseconds kIsolatedTime{30'000};

/// The argument with which an executable runs its step once: message on standard input, answer on
/// standard output.
inline constexpr const char* kRunStepArgument = "--run-step";

/// The child's side: reads standard input to its end, runs `step`, writes the answer. Returns the
/// exit code.
int RunStepAsChild(const contract::Step& step);

/// The parent's side: runs this same executable with kRunStepArgument. Returns the step's own
/// answer, or the rejection kStepCrashed if the child died or reached a limit. An error means that
/// no child could be started, which is not the message's fault. Thread-safe; blocks for up to
/// `time_limit`.
base::Result<contract::Checked<contract::StepOutput>> RunStepIsolated(
    std::string_view body, std::chrono::milliseconds time_limit = kIsolatedTime);

struct ChildResult {
  std::string output;
  int wait_status = 0;     ///< From waitpid().
  bool timed_out = false;  ///< Killed at the deadline.
};

/// Runs `arguments` (the first is the executable's path) with `input` on standard input and
/// collects the standard output; standard error is inherited. Killed at `deadline` from now. An
/// error means that the child could not be started. SIGPIPE must be ignored in this process.
/// Thread-safe.
base::Result<ChildResult> RunChild(const std::vector<std::string>& arguments,
                                   std::string_view input,
                                   std::chrono::milliseconds deadline);

/// "exit code 3", "signal 6 (Aborted)".
std::string DescribeWaitStatus(int wait_status);

}  // namespace pipeline
