#include <gtest/gtest.h>

#include "common/contract/topology.hpp"
#include "tests/data/bad_inputs.hpp"
#include "tests/data/refusal_table.hpp"
#include "tests/support/safe_inputs_server.hpp"

namespace pipeline::safe_inputs {
namespace {

using testing::BadInput;
using testing::BadInputs;
using testing::ReadRefusalTable;
using testing::Refusal;

const std::map<std::string, Refusal>& Table() {
  static const auto table = ReadRefusalTable(std::string(PIPELINE_DOCS) + "/message-contract.md");
  return table;
}

void ExpectOutcome(const httplib::Result& answer, const Refusal& expected) {
  if (expected.http_status != 202) {
    testing::ExpectProblem(answer, expected.http_status, expected.code);
    return;
  }
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 202) << answer->body;
  EXPECT_EQ(expected.code, "-");
}

TEST(RefusedInputsTest, TheTableTellsOfEveryInput) {
  std::map<std::string, int> named;
  for (const BadInput& input : BadInputs()) ++named[input.name];
  for (const auto& [name, count] : named) {
    EXPECT_EQ(count, 1) << name;
    EXPECT_EQ(Table().count(name), 1U) << name;
  }
  for (const auto& [name, refusal] : Table()) EXPECT_EQ(named.count(name), 1U) << name;
}

TEST(RefusedInputsTest, EveryInputIsAnsweredAsTheTableSays) {
  testing::NatsServer nats;
  testing::SafeInputsServer server(nats);
  std::uint64_t accepted = 0;
  for (const BadInput& input : BadInputs()) {
    SCOPED_TRACE(input.name);
    httplib::Headers headers;
    for (const auto& header : input.headers) headers.insert(header);
    const Refusal& expected = Table().at(input.name);
    ExpectOutcome(server.Post(input.body, headers), expected);
    accepted += expected.http_status == 202 ? 1 : 0;
  }
  testing::PipelineClient client(nats.url());
  EXPECT_EQ(client.Messages(contract::kRawStream), accepted);
}

}  // namespace
}  // namespace pipeline::safe_inputs
