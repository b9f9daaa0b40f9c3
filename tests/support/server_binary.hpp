#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace pipeline::testing {

/// Where `name` (nats-server, immudb) is: in $PIPELINE_TOOLS_DIR if that is set, else in
/// build/tools/bin of this source tree, else in PATH. Throws std::runtime_error where it is not: a
/// missing server fails a test, it never skips one.
std::filesystem::path ServerBinary(const std::string& name);

/// How long a server may take until it answers, and how often it is started on other ports where
/// somebody else was quicker to take one.
constexpr std::chrono::seconds kServerReadyTimeout{30};
constexpr int kServerStarts = 3;

}  // namespace pipeline::testing
