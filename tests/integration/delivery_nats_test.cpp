// The guarantees of the shared loop, on a real server. extract stands for every service.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

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

class DeliveryTest : public ::testing::Test {
 protected:
  DeliveryTest() : client_(server_.url()) {}

  std::map<std::string, std::string> Environment(std::map<std::string, std::string> more = {}) {
    more.insert({{"NATS_URL", server_.url()}, {"ACK_WAIT", "2s"}});
    return more;
  }

  void Ensure(const char* stream, const nats::TopologyOptions& options) {
    const auto ensured = nats::EnsureStreams(
        client_.jetstream(), nats::StreamsNamed({stream}, options), {.topology = options});
    ASSERT_TRUE(ensured) << ensured.error().message;
  }

  bool WaitForMessages(const char* stream, std::uint64_t count) {
    return PollUntil(seconds(30), [&] { return client_.Messages(stream) >= count; });
  }

  NatsServer server_;
  PipelineClient client_;
};

// nats-server ends every full pull request with a 409, which is not a refusal: the loop once paused
// half a second after each.
TEST_F(DeliveryTest, DoesNotPauseAfterAFullRequest) {
  constexpr int kUploads = 600;  // More than two requests ask for.
  ServiceProcess extract("extract", {}, Environment());
  ASSERT_TRUE(extract.WaitReady()) << extract.Log();
  for (int i = 0; i < kUploads; ++i) {
    client_.Publish(contract::kRawStream, RawMessage("sheet-" + std::to_string(i) + ".xlsx"));
  }
  ASSERT_TRUE(WaitForMessages(contract::kExtractedStream, kUploads)) << extract.Log();
  EXPECT_EQ(extract.Log().find("consumer safeInputsRawSheetDataConsumer:"), std::string::npos)
      << extract.Log();
}

TEST_F(DeliveryTest, AFullStreamPushesBackWithoutRedeliveryOrLoss) {
  constexpr int kUploads = 60;
  nats::TopologyOptions small;
  small.max_bytes = 10'000;
  Ensure(contract::kExtractedStream, small);
  ServiceProcess extract("extract", {}, Environment());
  ASSERT_TRUE(extract.WaitReady()) << extract.Log();
  for (int i = 0; i < kUploads; ++i) {
    client_.Publish(contract::kRawStream, RawMessage("sheet-" + std::to_string(i) + ".xlsx"));
  }
  ASSERT_TRUE(PollUntil(seconds(20), [&] {
    return extract.Log().find("waiting: publishing to safeInputsExtractedSubset") !=
           std::string::npos;
  })) << extract.Log();
  std::uint64_t arrived = 0;
  ASSERT_TRUE(PollUntil(seconds(60),
                        [&] {
                          const auto state =
                              client_.jetstream().Api("STREAM.INFO.safeInputsExtractedSubset", "");
                          arrived = (*state)["state"].value("last_seq", std::uint64_t{0});
                          client_.jetstream().Api("STREAM.PURGE.safeInputsExtractedSubset", "");
                          return arrived == kUploads;
                        }))
      << arrived << extract.Log();
  ASSERT_TRUE(PollUntil(seconds(10), [&] {
    return client_.IsDrained(contract::kRawStream, contract::kRawConsumer);
  }));
  const auto consumer = client_.jetstream().Api(
      std::string("CONSUMER.INFO.") + contract::kRawStream + "." + contract::kRawConsumer, "");
  EXPECT_EQ((*consumer)["num_redelivered"], 0);
  EXPECT_EQ(client_.Messages(contract::kDeadLetterStream), 0U);
  EXPECT_TRUE(extract.WaitReady()) << extract.Log();
}

TEST_F(DeliveryTest, ABodyTooLargeForOneDeadLetterIsSentInParts) {
  ServiceProcess extract("extract", {}, Environment());
  ASSERT_TRUE(extract.WaitReady()) << extract.Log();
  const std::string body = "not json" + std::string(1024 * 1024 - 100, 'x');
  client_.Publish(contract::kRawStream, body);
  ASSERT_TRUE(WaitForMessages(contract::kDeadLetterStream, 2)) << extract.Log();
  std::string whole;
  for (const auto& letter : client_.All(contract::kDeadLetterStream)) whole += letter.body;
  EXPECT_EQ(whole, body);
  EXPECT_EQ(client_.All(contract::kDeadLetterStream)[0].headers.Get("Dead-Letter-Part"), "1/2");
}

TEST_F(DeliveryTest, HeadersThatLeaveNoRoomForTheBodyAreAPartOfTheirOwn) {
  ServiceProcess extract("extract", {}, Environment());
  ASSERT_TRUE(extract.WaitReady()) << extract.Log();
  client_.Publish(contract::kRawStream, "not json", {{"Custom", std::string(64'000, 'h')}});
  ASSERT_TRUE(WaitForMessages(contract::kDeadLetterStream, 2)) << extract.Log();
  const auto letters = client_.All(contract::kDeadLetterStream);
  EXPECT_EQ(letters[0].headers.Get("Dead-Letter-Part"), "headers");
  EXPECT_EQ(nlohmann::json::parse(letters[0].body)["Custom"], std::string(64'000, 'h'));
  EXPECT_EQ(letters[1].body, "not json");
}

TEST_F(DeliveryTest, AnEmptyMessageThatLooksLikeAStatusMessageIsADeadLetterToo) {
  ServiceProcess extract("extract", {}, Environment());
  ASSERT_TRUE(extract.WaitReady()) << extract.Log();
  client_.Publish(contract::kRawStream, "", {{"Status", "409"}, {"Upload-Id", "sly"}});
  ASSERT_TRUE(WaitForMessages(contract::kDeadLetterStream, 1)) << extract.Log();
  EXPECT_EQ(client_.All(contract::kDeadLetterStream)[0].headers.Get("Upload-Id"), "sly");
}

TEST_F(DeliveryTest, AMessageThatOutgrowsTheNextStageIsADeadLetterWithBothSizes) {
  ServiceProcess extract("extract", {}, Environment());
  ServiceProcess uppercase("uppercase", {}, Environment());
  ASSERT_TRUE(extract.WaitReady()) << extract.Log();
  ASSERT_TRUE(uppercase.WaitReady()) << uppercase.Log();
  // U+0149 takes two bytes, its upper case U+02BC U+004E three.
  std::string text;
  while (text.size() < 1024 * 1024 - 1024) text += "ŉ";
  client_.Publish(contract::kRawStream,
                  R"({"state":"DONE","filename":"a","sheets":[{"sheetName":"s","data":[{"c":")" +
                      text + R"("}]}]})");
  ASSERT_TRUE(WaitForMessages(contract::kDeadLetterStream, 1)) << uppercase.Log();
  const auto letters = client_.All(contract::kDeadLetterStream);
  EXPECT_EQ(letters[0].headers.Get("Dead-Letter-Code"), "too-large");
  EXPECT_EQ(letters[0].subject, "safeInputsDeadLetter.uppercase");
  EXPECT_NE(letters[0].headers.Get("Dead-Letter-Reason").find("grew from"), std::string::npos);
}

TEST_F(DeliveryTest, AStreamWithOtherSubjectsEndsTheStartWithTwo) {
  const auto created = client_.jetstream().Api(
      std::string("STREAM.CREATE.") + contract::kRawStream,
      R"({"name":"safeInputsRawSheetData","subjects":["elsewhere"],"retention":"limits"})");
  ASSERT_TRUE(created) << created.error().message;
  ServiceProcess extract("extract", {}, Environment());
  ASSERT_TRUE(PollUntil(seconds(20), [&] { return !extract.Running(); })) << extract.Log();
  EXPECT_NE(extract.Log().find("subjects should be"), std::string::npos) << extract.Log();
  EXPECT_EQ(extract.Terminate(), 2);
}

TEST_F(DeliveryTest, WaitsForStreamsThatItMayNotCreate) {
  ServiceProcess extract("extract", {}, Environment({{"AUTO_PROVISION", "false"}}));
  ASSERT_TRUE(PollUntil(seconds(20), [&] {
    return extract.Log().find("waiting for stream") != std::string::npos;
  })) << extract.Log();
  EXPECT_FALSE(extract.WaitReady(std::chrono::milliseconds(100)));
  for (const char* stream :
       {contract::kRawStream, contract::kExtractedStream, contract::kDeadLetterStream}) {
    Ensure(stream, {});
  }
  EXPECT_TRUE(extract.WaitReady()) << extract.Log();
  EXPECT_EQ(extract.Terminate(), 0);
}

TEST_F(DeliveryTest, ReplicasShareTheWorkAndEveryUploadIsExtractedOnce) {
  constexpr std::uint64_t kUploads = 300;
  ServiceProcess first("extract", {}, Environment());
  ServiceProcess second("extract", {}, Environment());
  ASSERT_TRUE(first.WaitReady()) << first.Log();
  ASSERT_TRUE(second.WaitReady()) << second.Log();
  for (std::uint64_t i = 0; i < kUploads; ++i) {
    client_.Publish(contract::kRawStream, RawMessage("sheet-" + std::to_string(i) + ".xlsx"));
  }
  ASSERT_TRUE(PollUntil(seconds(20), [&] {
    return client_.IsDrained(contract::kRawStream, contract::kRawConsumer);
  }));
  EXPECT_EQ(client_.Messages(contract::kExtractedStream), kUploads);
}

}  // namespace
}  // namespace pipeline::testing
