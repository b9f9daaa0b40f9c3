#pragma once

#include <string>

namespace pipeline::base {

/// Where a file or folder is that is installed as share/`name` beside the executable's folder, or,
/// not installed, where the scripts of the tree put it: build/tools/share/`name`. It need not be
/// there.
std::string InstalledPath(const std::string& name);

}  // namespace pipeline::base
