#include "tests/support/service_process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <stdexcept>

namespace pipeline::testing {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;

constexpr const char* kProbe = "service_process_probe";

TEST(ServiceProcessTest, IsReadyWhenItsEndpointSaysSo) {
  ServiceProcess service(kProbe);
  EXPECT_TRUE(service.WaitReady());
  EXPECT_TRUE(service.Running());
}

TEST(ServiceProcessTest, IsNotReadyWhileItsEndpointRefuses) {
  ServiceProcess service(kProbe, {}, {{"PROBE_STATUS", "503"}});
  EXPECT_FALSE(service.WaitReady(300ms));
  EXPECT_TRUE(service.Running());
}

TEST(ServiceProcessTest, DoesNotWaitForOneThatHasEnded) {
  ServiceProcess service(kProbe, {"--exit"});
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(service.WaitReady(60s));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 30s);
  EXPECT_EQ(service.Terminate(), 7);
}

TEST(ServiceProcessTest, TerminateGivesTheExitCode) {
  ServiceProcess service(kProbe);
  ASSERT_TRUE(service.WaitReady());
  EXPECT_EQ(service.Terminate(), 0);
  EXPECT_FALSE(service.Running());
}

TEST(ServiceProcessTest, TerminateKillsOneThatHangs) {
  ServiceProcess service(kProbe);
  ASSERT_TRUE(service.WaitReady());
  service.Signal(SIGSTOP);
  EXPECT_EQ(service.Terminate(100ms), 128 + SIGKILL);
}

TEST(ServiceProcessTest, ComesBackUnderItsAddressAfterAKill) {
  ServiceProcess service(kProbe, {}, {{"PROBE_GREETING", "hello"}});
  ASSERT_TRUE(service.WaitReady());
  const pid_t first = service.pid();
  service.KillHard();
  EXPECT_FALSE(service.WaitReady(100ms));
  service.Restart();
  ASSERT_TRUE(service.WaitReady());
  EXPECT_NE(service.pid(), first);
  EXPECT_THAT(service.Log(),
              HasSubstr("PROBE_GREETING=hello NATS_URL=\nPROBE_GREETING=hello NATS_URL=\n"));
}

TEST(ServiceProcessTest, GetsNothingOfTheDevelopersConfiguration) {
  setenv("NATS_URL", "nats://elsewhere", 1);
  ServiceProcess service(kProbe);
  ASSERT_TRUE(service.WaitReady());
  unsetenv("NATS_URL");
  EXPECT_THAT(service.Log(), HasSubstr("NATS_URL=\n"));
}

TEST(ServiceProcessTest, ThrowsWhereThereIsNoSuchExecutable) {
  EXPECT_THROW(ServiceProcess("no-such-service"), std::runtime_error);
}

}  // namespace
}  // namespace pipeline::testing
