#include "services/uppercase/output_buffer.hpp"

#include <gtest/gtest.h>

#include <string>

namespace pipeline::uppercase {
namespace {

TEST(OutputBufferTest, AppendsTextsOfAnySizeAndGrows) {
  const std::string source(200, 'x');
  const char* end = source.data() + source.size();
  const std::string few = "ab";
  OutputBuffer out(0);
  std::string expected;
  for (std::size_t size = 0; size < 200; ++size) {
    out.Append(std::string_view(source).substr(200 - size), end);
    out.Append(std::string_view(few).substr(0, size % 3), few.data() + few.size());
    expected += source.substr(200 - size) + few.substr(0, size % 3);
  }
  EXPECT_EQ(out.Text(), expected);
  EXPECT_EQ(std::move(out).Take(), expected);
}

TEST(OutputBufferTest, KeepsWhatWasWrittenThroughAPlace) {
  OutputBuffer out(4);
  for (int i = 0; i < 1000; ++i) {
    char* to = out.Reserve(3);
    *to++ = 'a';
    *to++ = static_cast<char>('0' + i % 10);
    out.WrittenTo(to);
  }
  EXPECT_EQ(out.Text().size(), 2000U);
  EXPECT_EQ(out.Text().substr(0, 6), "a0a1a2");
  out.Clear();
  EXPECT_EQ(out.Text(), "");
}

}  // namespace
}  // namespace pipeline::uppercase
