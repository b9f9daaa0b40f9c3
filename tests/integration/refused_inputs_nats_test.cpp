// The table of docs/message-contract.md, for inputs published straight to the raw stream, past
// safe-inputs.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "common/contract/topology.hpp"
#include "tests/data/bad_inputs.hpp"
#include "tests/data/refusal_table.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::testing {
namespace {

// By Upload-Id: `accepted`, or the code of the dead letter.
std::map<std::string, std::string> Outcomes(PipelineClient& client) {
  std::map<std::string, std::string> outcomes;
  for (const auto& message : client.All(contract::kExtractedStream)) {
    outcomes[std::string(message.headers.Get("Upload-Id"))] = "accepted";
  }
  for (const auto& letter : client.All(contract::kDeadLetterStream)) {
    outcomes[std::string(letter.headers.Get("Upload-Id"))] = letter.headers.Get("Dead-Letter-Code");
  }
  return outcomes;
}

TEST(RefusedRawInputsTest, EveryInputHasTheRawOutcomeOfTheTable) {
  NatsServer server;
  PipelineClient client(server.url());
  ServiceProcess extract("extract", {}, {{"NATS_URL", server.url()}});
  ASSERT_TRUE(extract.WaitReady()) << extract.Log();
  std::map<std::string, std::string> ids;
  for (const BadInput& input : BadInputs()) {
    contract::Headers headers;
    for (const auto& [name, value] : input.headers) headers.Set(name, value);
    const auto sequence = client.Publish(contract::kRawStream, input.body, headers);
    const auto raw = client.jetstream().GetMessage(contract::kRawStream, sequence);
    ASSERT_TRUE(raw);
    ids[input.name] = std::to_string(sequence) + "-" + std::to_string(raw->time_ns);
  }
  ASSERT_TRUE(PollUntil(std::chrono::seconds(30), [&] {
    return client.IsDrained(contract::kRawStream, contract::kRawConsumer);
  })) << extract.Log();
  auto outcomes = Outcomes(client);
  const auto table = ReadRefusalTable(std::string(PIPELINE_DOCS) + "/message-contract.md");
  for (const auto& [name, id] : ids) {
    const std::string outcome = outcomes.contains(id) ? outcomes[id] : "skipped";
    EXPECT_EQ(outcome, table.at(name).raw_outcome) << name;
  }
}

}  // namespace
}  // namespace pipeline::testing
