#include <gmock/gmock.h>

#include "common/contract/topology.hpp"
#include "common/nats/provision.hpp"
#include "common/nats/topology.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::testing {
namespace {

using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::Not;

// The permissions of extract in docs/operations.md.
constexpr const char* kUsers = R"(authorization { users: [
  { user: admin, password: admin },
  { user: extract, password: extract, permissions: {
      publish: { allow: [
        "$JS.API.CONSUMER.MSG.NEXT.safeInputsRawSheetData.safeInputsRawSheetDataConsumer",
        "$JS.ACK.safeInputsRawSheetData.safeInputsRawSheetDataConsumer.>",
        "safeInputsExtractedSubset.>",
        "safeInputsDeadLetter.extract" ] },
      subscribe: { allow: [ "_INBOX_extract.>" ] } } }
] })";

class RestrictedUserTest : public ::testing::Test {
 protected:
  RestrictedUserTest()
      : server_({.extra_config = kUsers}),
        admin_(
            nats::ConnectionOptions{.url = server_.url(), .user = "admin", .password = "admin"}) {}

  void SetUp() override {
    const nats::TopologyOptions options;
    const auto ensured = nats::EnsureStreams(
        admin_.jetstream(),
        nats::StreamsNamed(
            {contract::kRawStream, contract::kExtractedStream, contract::kDeadLetterStream},
            options),
        {.topology = options});
    ASSERT_TRUE(ensured) << ensured.error().message;
  }

  std::map<std::string, std::string> Environment() const {
    return {{"NATS_URL", server_.url()},
            {"NATS_USER", "extract"},
            {"NATS_PASSWORD", "extract"},
            {"AUTO_PROVISION", "false"}};
  }

  NatsServer server_;
  PipelineClient admin_;
};

TEST_F(RestrictedUserTest, CarriesMessagesWithTheRightToPullAcknowledgeAndPublishAlone) {
  ServiceProcess extract("extract", {}, Environment());
  ASSERT_TRUE(extract.WaitReady()) << extract.Log();
  admin_.Publish(contract::kRawStream, RawMessage("a.xlsx"));
  admin_.Publish(contract::kRawStream, "not json");
  ASSERT_TRUE(PollUntil(seconds(20), [&] {
    return admin_.Messages(contract::kExtractedStream) == 1 &&
           admin_.Messages(contract::kDeadLetterStream) == 1 &&
           admin_.IsDrained(contract::kRawStream, contract::kRawConsumer);
  })) << extract.Log();
  EXPECT_THAT(extract.Log(), HasSubstr("assuming that stream safeInputsRawSheetData exists"));
  // A denied request fails at once, not after 5 s of silence.
  EXPECT_THAT(extract.Log(), Not(HasSubstr("no answer in time")));
  EXPECT_EQ(extract.Terminate(), 0);
}

}  // namespace
}  // namespace pipeline::testing
