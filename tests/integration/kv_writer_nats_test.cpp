#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <vector>

#include "common/contract/provenance.hpp"
#include "common/contract/topology.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::testing {
namespace {

using std::chrono::seconds;

constexpr const char* kBucketStream = "KV_safeInputsFiles";

std::string Body(const std::string& filename) {
  return R"({"filename":")" + filename +
         R"(","metadata":{},"content":[{"sheetName":"S","data":[]}]})";
}

// Three replicas of kv-writer alone; tests publish uppercased messages with chosen Origins.
class KvWriterTest : public ::testing::Test {
 protected:
  KvWriterTest() : client_(server_.url()) {
    for (int i = 0; i < 3; ++i) {
      replicas_.push_back(std::make_unique<ServiceProcess>(
          "kv-writer",
          std::vector<std::string>{},
          std::map<std::string, std::string>{{"NATS_URL", server_.url()}, {"ACK_WAIT", "2s"}}));
    }
  }

  void SetUp() override {
    for (const auto& replica : replicas_) ASSERT_TRUE(replica->WaitReady()) << replica->Log();
  }

  void Publish(const std::string& filename, std::int64_t time_ns, std::uint64_t sequence = 1) {
    const std::string origin = contract::Origin{time_ns, sequence}.ToString();
    client_.Publish(std::string(contract::kUppercasedStream) + "." + filename,
                    Body(filename),
                    {{"Origin", origin}, {"Upload-Id", "u-" + origin}});
  }

  bool WaitDrained() {
    return PollUntil(seconds(30), [&] {
      return client_.IsDrained(contract::kUppercasedStream, contract::kBucketConsumer);
    });
  }

  NatsServer server_;
  PipelineClient client_;
  std::vector<std::unique_ptr<ServiceProcess>> replicas_;
};

TEST_F(KvWriterTest, TheNewestAcceptedUploadWinsWhateverTheOrderOfArrivalAndTheReplicas) {
  constexpr int kUploads = 100;
  constexpr int kFiles = 5;
  std::vector<std::pair<int, int>> uploads;
  for (int file = 0; file < kFiles; ++file) {
    for (int upload = 1; upload <= kUploads; ++upload) uploads.emplace_back(file, upload);
  }
  std::shuffle(uploads.begin(), uploads.end(), std::mt19937(7));
  for (const auto& [file, upload] : uploads) {
    Publish("file-" + std::to_string(file), upload);
  }
  ASSERT_TRUE(WaitDrained());
  std::map<std::string, contract::Origin> last;
  for (const auto& revision : client_.All(kBucketStream)) {
    const auto origin = contract::Origin::Parse(revision.headers.Get("Origin")).value();
    auto& before = last[revision.subject];
    EXPECT_LT(before, origin) << revision.subject << " went back";
    before = origin;
  }
  ASSERT_EQ(last.size(), static_cast<std::size_t>(kFiles));
  for (const auto& [subject, origin] : last) EXPECT_EQ(origin.time_ns, kUploads) << subject;
}

TEST_F(KvWriterTest, ARepeatedUploadWritesNoSecondRevision) {
  for (int i = 0; i < 5; ++i) Publish("a", 10);
  ASSERT_TRUE(WaitDrained());
  EXPECT_EQ(client_.Messages(kBucketStream), 1U);
}

TEST_F(KvWriterTest, ARevisionOfAnotherToolCountsByItsOwnTime) {
  const auto revision = client_.Publish("$KV.safeInputsFiles.a", "by hand");
  const auto by_hand = client_.jetstream().GetMessage(kBucketStream, revision);
  Publish("a", by_hand->time_ns - 1'000'000'000);
  ASSERT_TRUE(WaitDrained());
  EXPECT_EQ(client_.LastRevision("a")->body, "by hand");
  Publish("a", by_hand->time_ns + 1'000'000'000);
  ASSERT_TRUE(WaitDrained());
  EXPECT_EQ(client_.LastRevision("a")->body, Body("a"));
}

TEST_F(KvWriterTest, WritesAKeyThatWasDeletedAndPurged) {
  Publish("a", 10);
  ASSERT_TRUE(WaitDrained());
  const auto purged = client_.jetstream().Api("STREAM.PURGE.KV_safeInputsFiles",
                                              R"({"filter":"$KV.safeInputsFiles.a"})");
  ASSERT_TRUE(purged) << purged.error().message;
  Publish("a", 20);
  ASSERT_TRUE(WaitDrained());
  EXPECT_EQ(client_.LastRevision("a")->headers.Get("Origin"), "20-1");
}

}  // namespace
}  // namespace pipeline::testing
