#pragma once

#include <sys/types.h>

#include <array>
#include <string>

#include "tests/support/process.hpp"

namespace pipeline::testing {

/// Forks and executes `options` with `streams` as its standard input, output and error, in a
/// process group of its own, to be killed when the calling thread ends; its other open files are
/// none of ours. Throws std::runtime_error where that fails. Who calls reaps the child.
pid_t StartChild(const ProcessOptions& options, const std::array<int, 3>& streams);

/// Throws std::runtime_error with `what` and the text of an errno.
[[noreturn]] void FailWith(const std::string& what, int error_number);

}  // namespace pipeline::testing
