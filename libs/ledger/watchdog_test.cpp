#include "libs/ledger/watchdog.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace pipeline::ledger {
namespace {

class WatchdogTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets_.data()), 0); }
  void TearDown() override {
    close(sockets_[0]);
    close(sockets_[1]);
  }

  std::array<int, 2> sockets_{};
};

TEST_F(WatchdogTest, EndsACallThatHangs) {
  Watchdog watchdog;
  const Watchdog::Watch watch(watchdog, sockets_[0], std::chrono::milliseconds(20));
  char byte = 0;
  EXPECT_EQ(recv(sockets_[0], &byte, 1, 0), 0);
  EXPECT_TRUE(watchdog.fired());
}

TEST_F(WatchdogTest, LeavesACallAloneThatEndsInTime) {
  Watchdog watchdog;
  { const Watchdog::Watch watch(watchdog, sockets_[0], std::chrono::hours(1)); }
  EXPECT_FALSE(watchdog.fired());
  EXPECT_EQ(send(sockets_[0], "x", 1, MSG_NOSIGNAL), 1);
}

TEST_F(WatchdogTest, GivesEachCallADeadlineOfItsOwn) {
  Watchdog watchdog;
  { const Watchdog::Watch first(watchdog, sockets_[1], std::chrono::hours(1)); }
  const Watchdog::Watch second(watchdog, sockets_[0], std::chrono::milliseconds(20));
  char byte = 0;
  EXPECT_EQ(recv(sockets_[0], &byte, 1, 0), 0);
  EXPECT_TRUE(watchdog.fired());
}

}  // namespace
}  // namespace pipeline::ledger
