#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/base/digest.hpp"
#include "common/contract/sheet_key.hpp"
#include "common/contract/topology.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/whole_pipeline.hpp"

namespace pipeline::testing {
namespace {

using nlohmann::json;
using std::chrono::seconds;

std::string Source(const char* path) { return std::string(PIPELINE_SOURCE_DIR) + path; }

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class EndToEndTest : public ::testing::Test {
 protected:
  EndToEndTest() : client_(pipeline_.nats().url()) {}

  void SetUp() override { ASSERT_TRUE(pipeline_.WaitReady()) << pipeline_.Logs(); }

  // Runs a program to its end; its exit code and what it printed.
  std::pair<int, std::string> Run(std::vector<std::string> argv) {
    Process process({.argv = std::move(argv), .env = pipeline_.Environment()});
    const auto code = process.Wait(seconds(90));
    return {code.value_or(-1), process.Output() + process.Errors()};
  }

  // The value in the bucket is what the reference, written apart from the services, makes of the
  // raw message; and the ledger holds the same bytes.
  void ExpectStored(const nats::StoredMessage& raw,
                    const std::string& upload_id,
                    const std::string& key) {
    const auto value = client_.LastRevision(key);
    ASSERT_TRUE(value) << key << ": " << value.error().message;
    const auto raw_file = directory_.path() / "raw.json";
    const auto stored_file = directory_.path() / "stored.json";
    std::ofstream(raw_file) << raw.body;
    std::ofstream(stored_file) << value->body;
    const auto [same, difference] =
        Run({"node", Source("/tests/e2e/reference.mjs"), "expect", raw_file, stored_file});
    EXPECT_EQ(same, 0) << key << ": " << difference;
    const auto [shown, row_text] =
        Run({std::string(PIPELINE_BIN_DIR) + "/immudb-writer", "--show", upload_id});
    ASSERT_EQ(shown, 0) << row_text;
    const json row = json::parse(row_text);
    EXPECT_EQ(row["contentSha256"], base::Sha256Hex(value->body));
    EXPECT_EQ(row["contentMatches"], true);
  }

  WholePipeline pipeline_;
  PipelineClient client_;
  TempDir directory_;
};

TEST_F(EndToEndTest, AWorkbookOfEveryFormatReachesBothStoresThroughTheCommandLine) {
  std::vector<std::string> command{Source("/scripts/upload"), "--wait", "--json"};
  for (const auto& sample : std::filesystem::directory_iterator(Source("/samples"))) {
    command.push_back(sample.path());
  }
  ASSERT_EQ(command.size(), 3U + 6U) << "the six sample workbooks";
  const auto [code, output] = Run(command);
  ASSERT_EQ(code, 0) << output << pipeline_.Logs();
  int receipts = 0;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    const json receipt = json::parse(line, nullptr, false);
    if (!receipt.is_object()) continue;
    ++receipts;
    const auto raw = client_.jetstream().GetMessage(contract::kRawStream, receipt["sequence"]);
    ASSERT_TRUE(raw);
    EXPECT_EQ(receipt["sha256"], base::Sha256Hex(raw->body));
    ExpectStored(*raw, receipt["uploadId"], receipt["key"]);
  }
  EXPECT_EQ(receipts, 6) << output;
}

TEST_F(EndToEndTest, MessagesOfExistingClientsReachBothStores) {
  std::map<std::string, std::uint64_t> sent;
  for (const char* file :
       {"message-0.18.5.json", "message-0.20.3.json", "message-lean-0.20.3.json"}) {
    // The three say the same file name; a sender each keeps them apart.
    const std::string sender = base::Sha256Hex(file).substr(0, 8);
    sent[sender] = client_.Publish(std::string(contract::kRawStream) + "." + sender,
                                   ReadFile(Source("/tests/data/") + file));
  }
  ASSERT_TRUE(PollUntil(seconds(30), [&] {
    return client_.Messages(contract::kReceiptStream) == 3;
  })) << pipeline_.Logs();
  ASSERT_TRUE(pipeline_.WaitDrained(seconds(30)));
  for (const auto& [sender, sequence] : sent) {
    const auto raw = client_.jetstream().GetMessage(contract::kRawStream, sequence);
    ASSERT_TRUE(raw);
    ExpectStored(*raw,
                 std::to_string(sequence) + "-" + std::to_string(raw->time_ns),
                 contract::KeyOf(sender, "sample-two-sheets.xlsx"));
  }
}

TEST_F(EndToEndTest, KvReaderShowsTheBytesThatAreStored) {
  client_.Publish(contract::kRawStream, RawMessage("été 1.xlsx"));
  ASSERT_TRUE(PollUntil(seconds(30), [&] {
    return client_.LastRevision("_t__1.xlsx").has_value();
  })) << pipeline_.Logs();
  const auto [code, value] =
      Run({std::string(PIPELINE_BIN_DIR) + "/kv-reader", "get", "été 1.xlsx"});
  EXPECT_EQ(code, 0);
  EXPECT_EQ(value, client_.LastRevision("_t__1.xlsx")->body);
}

}  // namespace
}  // namespace pipeline::testing
