#include <gtest/gtest.h>

#include "common/base/digest.hpp"
#include "common/base/encoding.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/sheet_key.hpp"
#include "common/nats/provision.hpp"
#include "common/nats/topology.hpp"
#include "services/safe-inputs/stored_files.hpp"
#include "tests/support/safe_inputs_server.hpp"

namespace pipeline::safe_inputs {
namespace {

using nlohmann::json;
using testing::NatsServer;
using testing::PipelineClient;

constexpr const char* kTwoSheets =
    R"({"filename":"a b.csv","content":[{"sheetName":"ONE","data":[{"B":12345678901234567890,)"
    R"("A":1.0},{"C":"é","A":null},[1, 2]]},{"sheetName":"TWO","data":[]}]})";

class StoredFilesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto ensured = nats::EnsureStreams(client_.jetstream(), nats::Topology({}));
    ASSERT_TRUE(ensured) << ensured.error().message;
  }

  // The revision.
  std::uint64_t Put(const std::string& key, const std::string& filename, const std::string& value) {
    return client_.Publish("$KV.safeInputsFiles." + key,
                           value,
                           {{contract::kUploadIdHeader, "u1"},
                            {contract::kFileNameHeader, base::PercentEncode(filename)},
                            {contract::kContentSha256Header, base::Sha256Hex(value)}});
  }

  // Nothing can be read from the bucket any more.
  void ForgetAll() {
    const auto purged = client_.jetstream().Api("STREAM.PURGE.KV_safeInputsFiles", "");
    ASSERT_TRUE(purged) << purged.error().message;
    ASSERT_GT(purged->value("purged", 0), 0);
  }

  static json Ask(testing::SafeInputsServer& server, const std::string& path) {
    const auto answer = server.Get(path);
    if (!answer) return "no answer";
    EXPECT_EQ(answer->status, 200) << answer->body;
    return json::parse(answer->body, nullptr, false);
  }
  json Ask(const std::string& path) { return Ask(server_, path); }

  NatsServer nats_{{.max_payload = 8UL * 1024 * 1024}};
  testing::SafeInputsServer server_{nats_};
  PipelineClient client_{nats_.url()};
};

TEST_F(StoredFilesTest, TellsTheKeyOfANameAndWhatIsStoredThere) {
  EXPECT_EQ(Ask("/files?name=a%20b.csv"),
            (json{{"filename", "a b.csv"}, {"key", "a_b.csv"}, {"stored", nullptr}}));
  const auto revision = Put("a_b.csv", "a b.csv", kTwoSheets);
  json stored = Ask("/files?name=a%20b.csv")["stored"];
  EXPECT_TRUE(stored["created"].is_string());
  stored.erase("created");
  EXPECT_EQ(stored,
            (json{{"revision", revision},
                  {"filename", "a b.csv"},
                  {"uploadId", "u1"},
                  {"sha256", base::Sha256Hex(kTwoSheets)},
                  {"bytes", std::string(kTwoSheets).size()},
                  {"sheets",
                   json::array({json{{"name", "ONE"}, {"rows", 3}},
                                json{{"name", "TWO"}, {"rows", 0}}})}}));
  EXPECT_EQ(Ask("/files?name=a_b.csv"),
            (json{{"filename", "a_b.csv"},
                  {"key", contract::AlternativeKeyOf("", "a_b.csv")},
                  {"stored", nullptr}}));
}

TEST_F(StoredFilesTest, TellsRowsInTheOrderOfTheColumnsDigitByDigit) {
  const auto revision = Put("a_b.csv", "a b.csv", kTwoSheets);
  const auto answer = server_.Get("/files/a_b.csv?rows=2");
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->status, 200) << answer->body;
  EXPECT_NE(answer->body.find(R"("rows":[[12345678901234567890,1.0,null],[null,null,"é"]]})"),
            std::string::npos)
      << answer->body;
  const json page = json::parse(answer->body);
  EXPECT_EQ(page["key"], "a_b.csv");
  EXPECT_EQ(page["revision"], revision);
  EXPECT_EQ(page["sheets"][0]["columns"], (json::array({"B", "A", "C"})));
  EXPECT_EQ(Ask("/files/a_b.csv?first=2")["page"],
            (json{{"sheet", 0},
                  {"first", 2},
                  {"rows", json::array({json{{"value", json::array({1, 2})}}})}}));
  EXPECT_EQ(Ask("/files/a_b.csv?sheet=1")["page"]["rows"], json::array());
  EXPECT_EQ(Ask("/files/a_b.csv?first=18446744073709551615")["page"]["rows"], json::array());
}

TEST_F(StoredFilesTest, PagesOfARevisionAgreeWhileANewerOneIsStored) {
  const auto old = std::to_string(Put("a.csv", "a.csv", kTwoSheets));
  EXPECT_EQ(Ask("/files/a.csv?rows=1")["revision"], std::stoul(old));
  Put("a.csv", "a.csv", R"({"filename":"a.csv","content":[]})");
  EXPECT_EQ(Ask("/files/a.csv?first=1&rows=1&revision=" + old)["page"]["rows"].size(), 1U);
  EXPECT_EQ(Ask("/files/a.csv")["sheets"], json::array());
  testing::ExpectProblem(server_.Get("/files/b.csv?revision=" + old), 404, "unknown-file");
}

TEST_F(StoredFilesTest, RefusesWhatIsNoFileAndNoPage) {
  Put("a.csv", "a.csv", kTwoSheets);
  for (const char* path : {"/files/none.csv", "/files/%3E", "/files/*", "/files/a.csv%20"}) {
    testing::ExpectProblem(server_.Get(path), 404, "unknown-file");
  }
  testing::ExpectProblem(server_.Get("/files/a.csv?sheet=2"), 404, "unknown-sheet");
  for (const char* query :
       {"rows=0", "rows=201", "first=-1", "sheet=", "revision=x", "first=1.5"}) {
    testing::ExpectProblem(server_.Get(std::string("/files/a.csv?") + query), 400, "invalid-page");
  }
  for (const std::string& query : {std::string(),
                                   std::string("?name="),
                                   std::string("?name=%FF"),
                                   "?name=" + std::string(513, 'a')}) {
    testing::ExpectProblem(server_.Get("/files" + query), 400, "invalid-name");
  }
}

TEST_F(StoredFilesTest, TellsOfAValueThatIsNoSheets) {
  Put("a.csv", "a.csv", "hello");
  testing::ExpectProblem(server_.Get("/files/a.csv"), 500, "unreadable-file");
  EXPECT_EQ(Ask("/files?name=a.csv")["stored"]["sheets"], nullptr);
  EXPECT_EQ(server_.process().Log().find("hello"), std::string::npos);
}

TEST_F(StoredFilesTest, WithASenderTellsOfThatSendersFilesAlone) {
  Put("on/a.csv", "a.csv", kTwoSheets);
  Put("qc/a.csv", "a.csv", kTwoSheets);
  testing::SafeInputsServer ontario(nats_, {{"SENDER", "on"}});
  EXPECT_EQ(Ask(ontario, "/files?name=a.csv")["key"], "on/a.csv");
  EXPECT_EQ(Ask(ontario, "/files/on/a.csv")["key"], "on/a.csv");
  testing::ExpectProblem(ontario.Get("/files/qc/a.csv"), 404, "unknown-file");
}

TEST_F(StoredFilesTest, ADeletedFileIsNotStored) {
  Put("a.csv", "a.csv", kTwoSheets);
  client_.Publish("$KV.safeInputsFiles.a.csv", "", {{"KV-Operation", "DEL"}});
  testing::ExpectProblem(server_.Get("/files/a.csv"), 404, "unknown-file");
  EXPECT_EQ(Ask("/files?name=a.csv")["stored"], nullptr);
}

TEST_F(StoredFilesTest, SaysThatTheBucketIsAway) {
  nats_.Kill();
  const auto away = server_.Get("/files/a.csv");
  testing::ExpectProblem(away, 503, "bucket-unavailable");
  EXPECT_TRUE(away->has_header("Retry-After"));
}

// 100,000 rows of 60 bytes.
std::string ManyRows(int rows) {
  std::string value = R"({"filename":"a.csv","content":[{"sheetName":"A","data":[)";
  for (int i = 0; i < rows; ++i) {
    value += (i > 0 ? ",{" : "{") + std::string(R"("ID":)") + std::to_string(i) +
             R"(,"PROVINCE":"ONTARIO","CASES":1204,"RATE":8.25})";
  }
  return value + "]}]}";
}

// Fetched and read anew for each of its 500 pages, a file would take quadratic time. Every fifth
// is asked for.
TEST_F(StoredFilesTest, PagesOfAHundredThousandRowsComeFromReadingThemOnce) {
  constexpr int kRows = 100'000;
  const auto revision = std::to_string(Put("a.csv", "a.csv", ManyRows(kRows)));
  for (int first = 0; first < kRows; first += 1000) {
    const json page = Ask("/files/a.csv?rows=200&first=" + std::to_string(first) +
                          "&revision=" + revision)["page"];
    ASSERT_EQ(page["rows"].size(), 200U);
    ASSERT_EQ(page["rows"][0][0], first);
    if (first == 0) ForgetAll();
  }
}

TEST_F(StoredFilesTest, AWideSheetHasShorterPages) {
  std::string row;
  for (std::size_t i = 0; i < 1000; ++i) row += ",\"" + std::to_string(i) + "\":1";
  std::string rows;
  for (int i = 0; i < 100; ++i) rows += (i > 0 ? ",{" : "{") + row.substr(1) + "}";
  Put("a.csv", "a.csv", R"({"content":[{"sheetName":"A","data":[)" + rows + "]}]}");
  EXPECT_EQ(Ask("/files/a.csv?rows=200")["page"]["rows"].size(), kMostCellsAPage / 1000);
}

}  // namespace
}  // namespace pipeline::safe_inputs
