#include "common/service/health.hpp"

#include <gmock/gmock.h>
#include <httplib.h>

#include <nlohmann/json.hpp>

namespace pipeline::service {
namespace {

using ::testing::HasSubstr;

TEST(HealthServerTest, ReportsWhatItWaitsForUntilItIsReady) {
  std::atomic<bool> ready{false};
  const auto server = HealthServer::Start(
      "127.0.0.1:0", [&] { return ready ? std::string() : std::string("NATS: away"); });
  ASSERT_TRUE(server);
  httplib::Client client("127.0.0.1", (*server)->port());

  const auto waiting = client.Get("/readyz");
  ASSERT_TRUE(waiting);
  EXPECT_EQ(waiting->status, 503);
  EXPECT_EQ(nlohmann::json::parse(waiting->body),
            nlohmann::json({{"ready", false}, {"waitingFor", "NATS: away"}}));
  const auto alive = client.Get("/livez");
  ASSERT_TRUE(alive);
  EXPECT_EQ(alive->status, 200);

  ready = true;
  const auto able = client.Get("/readyz");
  ASSERT_TRUE(able);
  EXPECT_EQ(able->status, 200);
}

TEST(HealthServerTest, AnInvalidAddressIsAConfigurationError) {
  const auto server = HealthServer::Start("nowhere", [] { return std::string(); });
  ASSERT_FALSE(server);
  EXPECT_EQ(server.error().code, base::ErrorCode::kInvalidConfiguration);
}

TEST(CheckReadyTest, AsksTheLoopbackAddressOfAServerThatListensEverywhere) {
  const auto server = HealthServer::Start("0.0.0.0:0", [] { return std::string(); });
  ASSERT_TRUE(server);
  EXPECT_TRUE(CheckReady("0.0.0.0:" + std::to_string((*server)->port())));
}

TEST(CheckReadyTest, ReportsWhatTheServiceWaitsFor) {
  const auto server = HealthServer::Start("127.0.0.1:0", [] { return std::string("NATS: away"); });
  ASSERT_TRUE(server);
  const auto ready = CheckReady("127.0.0.1:" + std::to_string((*server)->port()));
  ASSERT_FALSE(ready);
  EXPECT_EQ(ready.error().message, "waiting for NATS: away");
}

TEST(CheckReadyTest, ReportsThatNobodyAnswers) {
  std::string address;
  {
    const auto server = HealthServer::Start("127.0.0.1:0", [] { return std::string(); });
    ASSERT_TRUE(server);
    address = "127.0.0.1:" + std::to_string((*server)->port());
  }
  const auto ready = CheckReady(address);
  ASSERT_FALSE(ready);
  EXPECT_THAT(ready.error().message, HasSubstr("nobody answers at " + address));
}

TEST(CheckReadyTest, RejectsAnInvalidAddress) {
  const auto ready = CheckReady("nowhere");
  ASSERT_FALSE(ready);
  EXPECT_EQ(ready.error().code, base::ErrorCode::kInvalidConfiguration);
}

}  // namespace
}  // namespace pipeline::service
