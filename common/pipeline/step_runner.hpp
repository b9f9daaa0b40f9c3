#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/base/error.hpp"
#include "common/contract/step.hpp"

namespace pipeline {

/// From this delivery on a step runs in a child process: the ones before may have been spent on a
/// message that kills its process.
inline constexpr std::uint64_t kFirstIsolatedDelivery = 3;

inline constexpr std::size_t kIsolatedMemoryBytes =
    4UL * 1024 * 1024 * 1024;  ///< Of address space.
inline constexpr std::chrono::milliseconds kIsolatedTime{30'000};

/// The command line that makes an executable run its step once: message on standard input, answer
/// on standard output.
inline constexpr const char* kRunStepArgument = "--run-step";

/// The child's side: reads standard input to its end, runs `step`, writes the answer, returns the
/// exit code.
int RunStepAsChild(const contract::Step& step);

/// The parent's side: runs this same executable with kRunStepArgument. The step's own answer, or
/// kStepCrashed if the child died of the message or ran out of its limits. An error means that no
/// child could be started: that is not the message's fault. Thread-safe; blocks for up to
/// `time_limit`.
base::Result<contract::Checked<contract::StepOutput>> RunStepIsolated(
    std::string_view body, std::chrono::milliseconds time_limit = kIsolatedTime);

}  // namespace pipeline
