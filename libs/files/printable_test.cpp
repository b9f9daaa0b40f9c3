#include "libs/files/printable.hpp"

#include <gtest/gtest.h>

namespace pipeline::files {
namespace {

TEST(PrintableTest, LetsNoNameBreakALineOrMoveTheCursor) {
  EXPECT_EQ(Printable("a\nb\tc\r\x1B[2J\x7F"), "a\\nb\\tc\\r\\u001B[2J\\u007F");
  EXPECT_EQ(Printable("\xC2\x9B"
                      "1m"),
            "\\u009B1m");
  EXPECT_EQ(Printable("a\\nb"), "a\\\\nb");
  EXPECT_EQ(Printable("été © 日本 😀"), "été © 日本 😀");
}

}  // namespace
}  // namespace pipeline::files
