#include "common/service/health_check.hpp"

#include <gmock/gmock.h>

#include "common/service/health_server.hpp"

namespace pipeline::service {
namespace {

using ::testing::HasSubstr;

TEST(HealthCheckTest, AsksTheLoopbackAddressOfAServerThatListensEverywhere) {
  const auto server = HealthServer::Start("0.0.0.0:0", [] { return std::string(); });
  ASSERT_TRUE(server);
  EXPECT_TRUE(AskReady("0.0.0.0:" + std::to_string((*server)->port())));
}

TEST(HealthCheckTest, SaysWhatTheServiceWaitsFor) {
  const auto server = HealthServer::Start("127.0.0.1:0", [] { return std::string("NATS: away"); });
  ASSERT_TRUE(server);
  const auto ready = AskReady("127.0.0.1:" + std::to_string((*server)->port()));
  ASSERT_FALSE(ready);
  EXPECT_EQ(ready.error().message, "waiting for NATS: away");
}

TEST(HealthCheckTest, SaysThatNobodyAnswers) {
  std::string address;
  {
    const auto server = HealthServer::Start("127.0.0.1:0", [] { return std::string(); });
    ASSERT_TRUE(server);
    address = "127.0.0.1:" + std::to_string((*server)->port());
  }
  const auto ready = AskReady(address);
  ASSERT_FALSE(ready);
  EXPECT_THAT(ready.error().message, HasSubstr("nobody answers at " + address));
}

TEST(HealthCheckTest, RefusesWhatIsNoAddress) {
  const auto ready = AskReady("nowhere");
  ASSERT_FALSE(ready);
  EXPECT_EQ(ready.error().code, base::ErrorCode::kInvalidConfiguration);
}

}  // namespace
}  // namespace pipeline::service
