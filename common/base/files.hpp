#pragma once

#include <string>

#include "common/base/error.hpp"

namespace pipeline::base {

/// All of a file that an operator named. kInvalidConfiguration: "cannot read PATH: why".
Result<std::string> ReadFile(const std::string& path);

/// The one secret that a file holds: a line break at its end, as editors leave it, is not part of
/// it. An empty one is kInvalidConfiguration too.
Result<std::string> ReadSecretFile(const std::string& path);

/// Whether every user of the machine may read it. False for a file that is not there.
bool IsReadableByAll(const std::string& path);

}  // namespace pipeline::base
