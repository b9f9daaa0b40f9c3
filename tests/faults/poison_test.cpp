#include <gtest/gtest.h>

#include <map>
#include <string>

#include "common/contract/topology.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::testing {
namespace {

using std::chrono::seconds;

TEST(PoisonTest, AMessageThatKillsItsProcessEndsAloneInTheDeadLetters) {
  constexpr int kGood = 500;
  NatsServer server;
  PipelineClient client(server.url());
  const std::map<std::string, std::string> environment{{"NATS_URL", server.url()},
                                                       {"ACK_WAIT", "1s"}};
  ServiceProcess extract("poison_extract", {}, environment);
  ASSERT_TRUE(extract.WaitReady()) << extract.Log();
  for (int i = 0; i < kGood; ++i) {
    if (i == kGood / 2) {
      client.Publish(
          contract::kRawStream, RawMessage("poison-marker.xlsx"), {{"Upload-Id", "poison"}});
    }
    client.Publish(contract::kRawStream, RawMessage("good-" + std::to_string(i) + ".xlsx"));
  }
  const bool drained = PollUntil(seconds(90), [&] {
    if (!extract.Running()) extract.Restart();  // What an orchestrator does.
    return client.IsDrained(contract::kRawStream, contract::kRawConsumer);
  });
  ASSERT_TRUE(drained) << extract.Log();
  EXPECT_EQ(client.Messages(contract::kExtractedStream), static_cast<std::uint64_t>(kGood));
  const auto letters = client.All(contract::kDeadLetterStream);
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].headers.Get("Upload-Id"), "poison");
  EXPECT_EQ(letters[0].headers.Get("Dead-Letter-Code"), "step-crashed");
  EXPECT_EQ(letters[0].body, RawMessage("poison-marker.xlsx"));
}

}  // namespace
}  // namespace pipeline::testing
