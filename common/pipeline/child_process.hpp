#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.hpp"

namespace pipeline {

struct ChildResult {
  std::string output;
  int wait_status = 0;     ///< As waitpid() gives it.
  bool timed_out = false;  ///< And was killed for it.
};

/// Runs `arguments` (the first is the executable's path) with `input` on standard input and
/// collects its standard output; standard error is inherited. Killed at `deadline` from now. An
/// error means that it could not be started. SIGPIPE must be ignored in this process. Thread-safe.
base::Result<ChildResult> RunChild(const std::vector<std::string>& arguments,
                                   std::string_view input,
                                   std::chrono::milliseconds deadline);

/// "exit code 3", "signal 6 (Aborted)".
std::string DescribeWaitStatus(int wait_status);

}  // namespace pipeline
