#pragma once

#include <filesystem>
#include <string>

namespace pipeline::testing {

/// Where `name` (nats-server, immudb) is: in $PIPELINE_TOOLS_DIR if that is set, else in
/// build/tools/bin of this source tree, else in PATH. Throws std::runtime_error where it is not: a
/// missing server fails a test, it never skips one.
std::filesystem::path ServerBinary(const std::string& name);

}  // namespace pipeline::testing
