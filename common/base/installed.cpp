#include "common/base/installed.hpp"

#include <filesystem>

namespace pipeline::base {

std::string InstalledPath(const std::string& name) {
  const auto above = std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path();
  const auto built = above.parent_path() / "tools" / "share" / name;
  return std::filesystem::exists(built) ? built : above / "share" / name;
}

}  // namespace pipeline::base
