#include "services/kv-reader/output.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <memory>

namespace pipeline::kv_reader {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

TEST(OutputTest, WritesBytesAsTheyAre) {
  const File file(std::tmpfile(), std::fclose);
  Output output(file.get());
  output.Write(std::string_view("a\0\r\n", 4));
  ASSERT_TRUE(output.Flush());
  ASSERT_EQ(std::fseek(file.get(), 0, SEEK_SET), 0);
  std::array<char, 8> read{};
  ASSERT_EQ(std::fread(read.data(), 1, read.size(), file.get()), 4);
  EXPECT_EQ(std::string_view(read.data(), 4), std::string_view("a\0\r\n", 4));
  EXPECT_FALSE(output.IsTerminal());
}

TEST(OutputTest, TellsThatADiskIsFull) {
  const File file(std::fopen("/dev/full", "w"), std::fclose);
  Output output(file.get());
  output.Write("text");
  const auto flushed = output.Flush();
  ASSERT_FALSE(flushed);
  EXPECT_THAT(flushed.error().message, HasSubstr("No space left on device"));
}

TEST(OutputTest, KeepsTheFirstFailureOfALargeOutput) {
  const File file(std::fopen("/dev/full", "w"), std::fclose);
  Output output(file.get());
  output.Write(std::string(1'000'000, 'x'));
  output.Write("more");
  EXPECT_FALSE(output.Flush());
  EXPECT_FALSE(output.Flush());
}

TEST(OutputTest, SaysNothingOfAReaderThatHasHadEnough) {
  std::signal(SIGPIPE, SIG_IGN);
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  close(ends[0]);
  const File file(fdopen(ends[1], "w"), std::fclose);
  Output output(file.get());
  output.Write("text");
  const auto flushed = output.Flush();
  ASSERT_FALSE(flushed);
  EXPECT_THAT(flushed.error().message, IsEmpty());
}

}  // namespace
}  // namespace pipeline::kv_reader
