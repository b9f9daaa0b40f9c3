#include "common/service/health_server.hpp"

#include <gtest/gtest.h>
#include <httplib.h>

#include <nlohmann/json.hpp>

namespace pipeline::service {
namespace {

TEST(HealthServerTest, SaysWhatItWaitsForUntilItIsReady) {
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

TEST(HealthServerTest, AnAddressThatCannotWorkIsAConfigurationError) {
  const auto server = HealthServer::Start("nowhere", [] { return std::string(); });
  ASSERT_FALSE(server);
  EXPECT_EQ(server.error().code, base::ErrorCode::kInvalidConfiguration);
}

}  // namespace
}  // namespace pipeline::service
