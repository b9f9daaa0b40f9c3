#include "tests/support/server_binary.hpp"

#include <unistd.h>

#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace pipeline::testing {
namespace {

std::vector<std::filesystem::path> Folders() {
  if (const char* tools = std::getenv("PIPELINE_TOOLS_DIR")) {
    return {tools};
  }
  std::vector<std::filesystem::path> folders = {std::filesystem::path(PIPELINE_SOURCE_DIR) /
                                                "build" / "tools" / "bin"};
  const char* path = std::getenv("PATH");
  std::istringstream parts(path == nullptr ? "" : path);
  for (std::string folder; std::getline(parts, folder, ':');) {
    folders.emplace_back(folder);
  }
  return folders;
}

}  // namespace

std::filesystem::path ServerBinary(const std::string& name) {
  const auto folders = Folders();
  for (const auto& folder : folders) {
    auto candidate = folder / name;
    if (access(candidate.c_str(), X_OK) == 0) {
      return candidate;
    }
  }
  throw std::runtime_error("no " + name + " in " + folders.front().string() +
                           (folders.size() > 1 ? " or in PATH" : "") +
                           ": scripts/build-servers builds it");
}

}  // namespace pipeline::testing
