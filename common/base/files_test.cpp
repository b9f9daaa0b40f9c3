#include "common/base/files.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace pipeline::base {
namespace {

class FilesTest : public testing::Test {
 protected:
  FilesTest() : path_(testing::TempDir() + "files_test." + std::to_string(getpid())) {}
  ~FilesTest() override { std::filesystem::remove(path_); }

  const std::string& With(const std::string& content) {
    std::ofstream(path_, std::ios::binary) << content;
    return path_;
  }

  std::string path_;
};

TEST_F(FilesTest, ReadsAllBytes) {
  const std::string content("a\r\n\0\n", 5);
  EXPECT_EQ(*ReadFile(With(content)), content);
}

TEST_F(FilesTest, SaysWhichFileCannotBeReadAndWhy) {
  const auto missing = ReadFile(path_);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kInvalidConfiguration);
  EXPECT_EQ(missing.error().message, "cannot read " + path_ + ": No such file or directory");
  EXPECT_THAT(ReadFile("/tmp").error().message, testing::HasSubstr("Is a directory"));
}

TEST_F(FilesTest, ASecretEndsBeforeItsLineBreak) {
  EXPECT_EQ(*ReadSecretFile(With(" pass word \r\n")), " pass word ");
  EXPECT_EQ(*ReadSecretFile(With("a\nb")), "a\nb");
}

TEST_F(FilesTest, RefusesAnEmptySecret) {
  EXPECT_EQ(ReadSecretFile(With("\n")).error().message, path_ + " is empty");
}

TEST_F(FilesTest, KnowsWhatEveryUserMayRead) {
  With("secret");
  chmod(path_.c_str(), 0644);
  EXPECT_TRUE(IsReadableByAll(path_));
  chmod(path_.c_str(), 0640);
  EXPECT_FALSE(IsReadableByAll(path_));
  EXPECT_FALSE(IsReadableByAll(path_ + ".missing"));
}

}  // namespace
}  // namespace pipeline::base
