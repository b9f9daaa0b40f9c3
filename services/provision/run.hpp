#pragma once

#include "services/provision/command_line.hpp"

namespace pipeline::provision {

/// Exit code of plan and check for a difference; the others are base::ExitCode.
inline constexpr int kExitDifferent = 3;

/// Does what the command line says, tells of it on standard output and of errors on standard error,
/// and answers the exit code. Call it before any thread is started.
int Run(const CommandLine& line);

}  // namespace pipeline::provision
