#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace pipeline::testing {
namespace {

TEST(TempDirTest, IsRemovedWithItsContent) {
  std::filesystem::path path;
  {
    const TempDir folder;
    path = folder.path();
    std::filesystem::create_directory(path / "inner");
    std::ofstream(path / "inner" / "file") << "content";
    EXPECT_TRUE(std::filesystem::exists(path / "inner" / "file"));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(TempDirTest, StaysIfAskedTo) {
  std::filesystem::path path;
  setenv("PIPELINE_KEEP_TEMP", "1", 1);
  path = TempDir().path();
  unsetenv("PIPELINE_KEEP_TEMP");
  EXPECT_TRUE(std::filesystem::remove(path));
}

TEST(TempDirTest, IsAnotherEachTime) {
  const TempDir one;
  const TempDir other;
  EXPECT_NE(one.path(), other.path());
}

}  // namespace
}  // namespace pipeline::testing
