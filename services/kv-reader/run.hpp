#pragma once

#include "services/kv-reader/command_line.hpp"

namespace pipeline::kv_reader {

/// Connects, does what the command line says with standard output, reports an error on standard
/// error, and answers the exit code. Call it before any thread is started.
int Run(const CommandLine& line);

}  // namespace pipeline::kv_reader
