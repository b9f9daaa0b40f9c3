#include "tests/support/temp_dir.hpp"

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <system_error>

namespace pipeline::testing {

TempDir::TempDir() {
  std::string name = (std::filesystem::temp_directory_path() / "pipeline-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw std::runtime_error("cannot make a temporary folder " + name + ": " +
                             std::generic_category().message(errno));
  }
  path_ = name;
}

TempDir::~TempDir() {
  if (std::getenv("PIPELINE_KEEP_TEMP") != nullptr) {
    return;
  }
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace pipeline::testing
