#include <gtest/gtest.h>

#include "common/contract/topology.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::testing {
namespace {

TEST(AddAStepTest, TheWorkedExampleCountsRowsIntoAStreamOfItsOwn) {
  NatsServer server;
  PipelineClient client(server.url());
  ServiceProcess row_count("row-count", {}, {{"NATS_URL", server.url()}});
  ASSERT_TRUE(row_count.WaitReady()) << row_count.Log();
  client.Publish(
      std::string(contract::kUppercasedStream) + ".a.csv",
      R"({"filename":"a.csv","metadata":{},"content":[{"sheetName":"S","data":[{},{}]}]})");
  ASSERT_TRUE(PollUntil(std::chrono::seconds(20), [&] {
    return client.Messages("safeInputsRowCount") == 1;
  })) << row_count.Log();
  const auto counted = client.All("safeInputsRowCount");
  EXPECT_EQ(counted[0].subject, "safeInputsRowCount.a.csv");
  EXPECT_EQ(counted[0].body, R"({"filename":"a.csv","sheets":1,"rows":2})");
}

}  // namespace
}  // namespace pipeline::testing
