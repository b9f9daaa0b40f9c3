#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/encoding.hpp"
#include "common/contract/topology.hpp"
#include "tests/support/http_uploader.hpp"
#include "tests/support/ledger_client.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/whole_pipeline.hpp"

namespace pipeline::testing {
namespace {

using std::chrono::seconds;

constexpr int kUploads = 2000;
constexpr int kKeys = 200;

std::string FilenameOf(int upload) { return "sheet-" + std::to_string(upload % kKeys) + ".xlsx"; }
std::string IdOf(int upload) { return "upload-" + std::to_string(upload); }

// Sends uploads while processes are killed, and goes on until all are accepted.
class KillTest : public ::testing::Test {
 protected:
  void SendAll() {
    HttpUploader uploader(pipeline_.address());
    for (int upload = 0; upload < kUploads; ++upload) {
      const std::string body = RawMessage(FilenameOf(upload), 1 + upload / kKeys);
      ASSERT_TRUE(uploader.Send(body, IdOf(upload), seconds(60))) << uploader.last_answer();
      accepted_.store(upload + 1);
    }
  }

  // One process after the other dies and comes back, at even steps of the uploads.
  void KillInTurn() {
    std::vector<std::function<void()>> kills;
    for (const auto& service : pipeline_.services()) {
      kills.emplace_back([&service] {
        service->KillHard();
        service->Restart();
      });
    }
    kills.emplace_back([this] { pipeline_.immudb().Kill(), pipeline_.immudb().Restart(); });
    kills.emplace_back([this] { pipeline_.nats().Kill(), pipeline_.nats().Restart(); });
    const int step = kUploads / (static_cast<int>(kills.size()) + 1);
    for (std::size_t i = 0; i < kills.size(); ++i) {
      const int due = step * (static_cast<int>(i) + 1);
      ASSERT_TRUE(PollUntil(seconds(120), [&] { return accepted_.load() >= due; }));
      kills[i]();
    }
  }

  WholePipeline pipeline_;
  std::atomic<int> accepted_{0};
};

// File name to the Upload-Id of its newest upload, in the order in which the raw stream took them.
std::map<std::string, std::string> Newest(const std::vector<nats::StoredMessage>& raw) {
  std::map<std::string, std::pair<std::pair<std::int64_t, std::uint64_t>, std::string>> newest;
  for (const auto& message : raw) {
    const auto name = base::PercentDecode(message.headers.Get("File-Name")).value();
    newest[name] = std::max(
        newest[name],
        {{message.time_ns, message.sequence}, std::string(message.headers.Get("Upload-Id"))});
  }
  std::map<std::string, std::string> ids;
  for (const auto& [name, upload] : newest) ids[name] = upload.second;
  return ids;
}

TEST_F(KillTest, EveryUploadArrivesOnceThoughEachProcessIsKilledInTurn) {
  ASSERT_TRUE(pipeline_.WaitReady()) << pipeline_.Logs();
  std::thread killer([this] { KillInTurn(); });
  SendAll();
  killer.join();
  ASSERT_TRUE(pipeline_.WaitDrained(seconds(120))) << pipeline_.Logs();

  PipelineClient client(pipeline_.nats().url());
  EXPECT_EQ(client.Messages(contract::kDeadLetterStream), 0U);
  const auto raw = client.All(contract::kRawStream);
  EXPECT_EQ(raw.size(), static_cast<std::size_t>(kUploads));

  std::set<std::string> receipts;
  for (const auto& receipt : client.All(contract::kReceiptStream)) {
    receipts.insert(std::string(receipt.headers.Get("Upload-Id")));
  }
  const auto ledger = LedgerClient(pipeline_.immudb().connection_string()).Uploads();
  EXPECT_EQ(ledger.size(), static_cast<std::size_t>(kUploads));
  for (int upload = 0; upload < kUploads; ++upload) {
    const auto row = ledger.find(IdOf(upload));
    ASSERT_NE(row, ledger.end()) << IdOf(upload) << " is not in the ledger";
    EXPECT_EQ(row->second, 1) << IdOf(upload) << " was written more than once";
    EXPECT_TRUE(receipts.contains(IdOf(upload))) << IdOf(upload) << " has no receipt";
  }

  std::map<std::string, std::string> last_revision;
  std::set<std::string> revisions;
  for (const auto& revision : client.All("KV_safeInputsFiles")) {
    const std::string id(revision.headers.Get("Upload-Id"));
    EXPECT_TRUE(revisions.insert(id).second) << id << " has two revisions";
    last_revision[base::PercentDecode(revision.headers.Get("File-Name")).value()] = id;
  }
  EXPECT_EQ(last_revision, Newest(raw));
}

}  // namespace
}  // namespace pipeline::testing
