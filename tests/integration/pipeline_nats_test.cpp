#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "common/base/digest.hpp"
#include "common/contract/topology.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::testing {
namespace {

using nlohmann::json;
using std::chrono::seconds;

// extract, uppercase and kv-writer on a server of their own.
class PipelineTest : public ::testing::Test {
 protected:
  PipelineTest()
      : client_(server_.url()),
        extract_("extract", {}, Environment()),
        uppercase_("uppercase", {}, Environment()),
        kv_writer_("kv-writer", {}, Environment()) {}

  void SetUp() override {
    ASSERT_TRUE(extract_.WaitReady()) << extract_.Log();
    ASSERT_TRUE(uppercase_.WaitReady()) << uppercase_.Log();
    ASSERT_TRUE(kv_writer_.WaitReady()) << kv_writer_.Log();
  }

  std::map<std::string, std::string> Environment() {
    return {{"NATS_URL", server_.url()}, {"ACK_WAIT", "2s"}};
  }

  bool WaitForRevision(const std::string& key, std::uint64_t revision = 1) {
    return PollUntil(seconds(20), [&] {
      const auto last = client_.LastRevision(key);
      return last && last->sequence >= revision;
    });
  }

  bool WaitForDeadLetters(std::uint64_t count) {
    return PollUntil(seconds(20),
                     [&] { return client_.Messages(contract::kDeadLetterStream) >= count; });
  }

  NatsServer server_;
  PipelineClient client_;
  ServiceProcess extract_;
  ServiceProcess uppercase_;
  ServiceProcess kv_writer_;
};

TEST_F(PipelineTest, CarriesARawMessageIntoTheBucket) {
  client_.Publish(contract::kRawStream, RawMessage("été.xlsx"), {{"Upload-Id", "one"}});
  ASSERT_TRUE(WaitForRevision("_t_.xlsx")) << kv_writer_.Log();
  const auto stored = client_.LastRevision("_t_.xlsx");
  const json body = json::parse(stored->body);
  EXPECT_EQ(body["filename"], "été.xlsx");
  EXPECT_EQ(body["metadata"], json::parse(R"({"Worksheets":1,"SheetNames":["Cas"]})"));
  EXPECT_EQ(body["content"][0]["sheetName"], "Cas");
  EXPECT_EQ(body["content"][0]["data"][1],
            json::parse(R"({"PROVINCE":"QUÉBEC","CASES":1,"NOTES":"ÉTÉ"})"));
  EXPECT_EQ(stored->headers.Get("Upload-Id"), "one");
  EXPECT_EQ(stored->headers.Get("File-Name"), "%C3%A9t%C3%A9.xlsx");
  EXPECT_EQ(stored->headers.Get("Content-Sha256"), base::Sha256Hex(stored->body));
  EXPECT_EQ(stored->headers.Get("Sheets"), "1");
  EXPECT_EQ(stored->headers.Get("Rows"), "2");
}

TEST_F(PipelineTest, IdentifiesAMessageWithoutHeadersByItsPlaceInTheRawStream) {
  const auto sequence = client_.Publish(contract::kRawStream, RawMessage("a.xlsx"));
  ASSERT_TRUE(WaitForRevision("a.xlsx"));
  const auto raw = client_.jetstream().GetMessage(contract::kRawStream, sequence);
  const auto stored = client_.LastRevision("a.xlsx");
  EXPECT_EQ(stored->headers.Get("Upload-Id"),
            std::to_string(sequence) + "-" + std::to_string(raw->time_ns));
  EXPECT_EQ(stored->headers.Get("Origin"),
            std::to_string(raw->time_ns) + "-" + std::to_string(sequence));
}

TEST_F(PipelineTest, ExtractedMessagesCarryTheHeadersOfExistingConsumers) {
  client_.Publish(contract::kRawStream, RawMessage("a.xlsx"));
  ASSERT_TRUE(WaitForRevision("a.xlsx"));
  const auto extracted = client_.All(contract::kExtractedStream);
  ASSERT_EQ(extracted.size(), 1U);
  EXPECT_EQ(extracted[0].headers.Get("id").size(), 22U);
  EXPECT_NEAR(std::stod(std::string(extracted[0].headers.Get("unix_time"))) * 1e6,
              static_cast<double>(extracted[0].time_ns),
              60e9);
}

TEST_F(PipelineTest, KeepsASendersFilesApart) {
  client_.Publish(std::string(contract::kRawStream) + ".ca.quebec", RawMessage("a.xlsx"));
  ASSERT_TRUE(WaitForRevision("ca.quebec/a.xlsx")) << kv_writer_.Log();
  EXPECT_EQ(client_.LastRevision("ca.quebec/a.xlsx")->headers.Get("Sender"), "ca.quebec");
}

TEST_F(PipelineTest, TwoNamesWithOneKeyGetTwoKeys) {
  client_.Publish(contract::kRawStream, RawMessage("a b.xlsx"));
  ASSERT_TRUE(WaitForRevision("a_b.xlsx"));
  client_.Publish(contract::kRawStream, RawMessage("a*b.xlsx"));
  const std::string other = "a_b.xlsx-" + base::Sha256Hex("a*b.xlsx").substr(0, 8);
  ASSERT_TRUE(WaitForRevision(other)) << kv_writer_.Log();
  EXPECT_EQ(client_.LastRevision("a_b.xlsx")->headers.Get("File-Name"), "a%20b.xlsx");
}

TEST_F(PipelineTest, KeepsEveryUploadOfAFileAsARevisionInOrder) {
  constexpr int kUploads = 50;
  for (int i = 1; i <= kUploads; ++i) {
    client_.Publish(contract::kRawStream, RawMessage("a.xlsx", i));
  }
  ASSERT_TRUE(WaitForRevision("a.xlsx", kUploads)) << kv_writer_.Log();
  const auto revisions = client_.All("KV_safeInputsFiles");
  ASSERT_EQ(revisions.size(), static_cast<std::size_t>(kUploads));
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    EXPECT_EQ(revisions[i].headers.Get("Rows"), std::to_string(i + 1));
  }
}

TEST_F(PipelineTest, SkipsAMessageThatIsStillLoading) {
  client_.Publish(contract::kRawStream, R"({"state":"LOADING","filename":"a.xlsx"})");
  client_.Publish(contract::kRawStream, RawMessage("b.xlsx"));
  ASSERT_TRUE(WaitForRevision("b.xlsx"));
  ASSERT_TRUE(PollUntil(seconds(10), [&] {
    return client_.IsDrained(contract::kRawStream, contract::kRawConsumer);
  }));
  EXPECT_EQ(client_.Messages(contract::kDeadLetterStream), 0U);
  EXPECT_EQ(client_.Messages(contract::kExtractedStream), 1U);
}

TEST_F(PipelineTest, PublishesAWholeDeadLetterForAnInvalidMessage) {
  const std::string body = R"({"state":"DONE","filename":"a.xlsx","sheets":{}})";
  client_.Publish(contract::kRawStream, body, {{"Upload-Id", "bad"}, {"Custom", "kept"}});
  ASSERT_TRUE(WaitForDeadLetters(1)) << extract_.Log();
  const auto letters = client_.All(contract::kDeadLetterStream);
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].subject, "safeInputsDeadLetter.extract");
  EXPECT_EQ(letters[0].body, body);
  EXPECT_EQ(letters[0].headers.Get("Upload-Id"), "bad");
  EXPECT_EQ(letters[0].headers.Get("Custom"), "kept");
  EXPECT_EQ(letters[0].headers.Get("Dead-Letter-Code"), "sheets-not-an-array");
  EXPECT_EQ(letters[0].headers.Get("Dead-Letter-Stream"), contract::kRawStream);
  EXPECT_EQ(letters[0].headers.Get("Dead-Letter-Deliveries"), "1");
  EXPECT_TRUE(PollUntil(seconds(10), [&] {
    return client_.IsDrained(contract::kRawStream, contract::kRawConsumer);
  }));
}

TEST_F(PipelineTest, RejectsABodyWithAnotherHash) {
  client_.Publish(contract::kRawStream,
                  RawMessage("a.xlsx"),
                  {{"Content-Sha256", base::Sha256Hex("something else")}});
  ASSERT_TRUE(WaitForDeadLetters(1));
  EXPECT_EQ(client_.All(contract::kDeadLetterStream)[0].headers.Get("Dead-Letter-Code"),
            "hash-mismatch");
}

TEST_F(PipelineTest, ContinuesAfterTheServerWasKilled) {
  client_.Publish(contract::kRawStream, RawMessage("a.xlsx"));
  ASSERT_TRUE(WaitForRevision("a.xlsx"));
  server_.Kill();
  server_.Restart();
  ASSERT_TRUE(PollUntil(seconds(20), [&] { return client_.connection().IsConnected(); }));
  client_.Publish(contract::kRawStream, RawMessage("b.xlsx"));
  EXPECT_TRUE(WaitForRevision("b.xlsx")) << extract_.Log() << kv_writer_.Log();
}

TEST_F(PipelineTest, ServicesExitWithZeroOnSigterm) {
  EXPECT_EQ(extract_.Terminate(), 0) << extract_.Log();
  EXPECT_EQ(uppercase_.Terminate(), 0) << uppercase_.Log();
  EXPECT_EQ(kv_writer_.Terminate(), 0) << kv_writer_.Log();
}

}  // namespace
}  // namespace pipeline::testing
