#include "libs/files/escape_for_terminal.hpp"

#include <gtest/gtest.h>

namespace pipeline::files {
namespace {

TEST(EscapeForTerminalTest, LetsNoNameBreakALineOrMoveTheCursor) {
  EXPECT_EQ(EscapeForTerminal("a\nb\tc\r\x1B[2J\x7F"), "a\\nb\\tc\\r\\u001B[2J\\u007F");
  EXPECT_EQ(EscapeForTerminal("\xC2\x9B"
                              "1m"),
            "\\u009B1m");
  EXPECT_EQ(EscapeForTerminal("a\\nb"), "a\\\\nb");
  EXPECT_EQ(EscapeForTerminal("été © 日本 😀"), "été © 日本 😀");
}

}  // namespace
}  // namespace pipeline::files
