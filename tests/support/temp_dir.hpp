#pragma once

#include <filesystem>

namespace pipeline::testing {

/// A new, empty folder below the system's temporary folder, removed with all that is in it by the
/// destructor. With PIPELINE_KEEP_TEMP set in the environment it stays, to look at after a failure.
class TempDir {
 public:
  /// Throws std::runtime_error where no folder can be made.
  TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  ~TempDir();

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace pipeline::testing
