#include <gtest/gtest.h>

#include "tests/support/api_resolvers_fixture.hpp"

namespace pipeline::api {
namespace {

using nlohmann::ordered_json;

constexpr const char* kValue =
    R"({"filename":"a b.csv","metadata":{"Worksheets":2,"SheetNames":["X","Y"]},)"
    R"("content":[{"sheetName":"X","data":[{"Q":1},{"Q":2},{"Q":3}]},{"sheetName":"Y","data":[]}]})";

class QueriesTest : public ResolversFixture {};

TEST_F(QueriesTest, GetFileFindsByNameThenByKeyAndKeepsEveryDigit) {
  Put("a_b.csv", "a b.csv", R"({"n": 12345678901234567890, "f": 1.0})");
  const auto operation = engine_.Prepare(R"({ a: getFile(filename: "a b.csv")
                                             b: getFile(filename: "a_b.csv") })",
                                         std::nullopt);
  RequestContext context(*sources_, {});
  EXPECT_EQ(engine_.Execute(*operation, "", &context).body,
            R"({"data":{"a":{"n": 12345678901234567890, "f": 1.0},)"
            R"("b":{"n": 12345678901234567890, "f": 1.0}}})");
}

TEST_F(QueriesTest, GetFileSaysWhatIsWrong) {
  Put("a.csv", "a.csv", "{}");
  Delete("a.csv");
  PutRaw("bad", "not JSON", {});
  EXPECT_EQ(CodeOf(R"({ getFile(filename: "nobody") })"), "NOT_FOUND");
  EXPECT_EQ(CodeOf(R"({ getFile(filename: "a.csv") })"), "NOT_FOUND");
  EXPECT_EQ(CodeOf(R"({ getFile(filename: "bad") })"), "CORRUPTED");
  EXPECT_EQ(CodeOf("{ getFile }"), "BAD_USER_INPUT");
}

TEST_F(QueriesTest, ListsFilesPageByPage) {
  for (const char* key : {"a1", "a2", "a3", "b1"}) Put(key, key);
  const auto page = Data(R"({ files(prefix: "a", first: 2) {
      edges { cursor node { filename key } } pageInfo { hasNextPage hasPreviousPage endCursor } } })");
  EXPECT_EQ(page["files"]["edges"][1]["node"]["filename"], "a2");
  EXPECT_EQ(page["files"]["pageInfo"],
            (ordered_json{{"hasNextPage", true}, {"hasPreviousPage", false}, {"endCursor", "a2"}}));
  const auto next = Data(R"({ files(prefix: "a", first: 2, after: "a2") {
      edges { node { key } } pageInfo { hasNextPage hasPreviousPage } } })");
  EXPECT_EQ(next["files"]["edges"].size(), 1U);
  EXPECT_EQ(next["files"]["pageInfo"]["hasNextPage"], false);
  EXPECT_EQ(CodeOf("{ files(first: 101) { edges { cursor } } }"), "BAD_USER_INPUT");
  EXPECT_EQ(CodeOf("{ files(first: -1) { edges { cursor } } }"), "BAD_USER_INPUT");
}

TEST_F(QueriesTest, TellsAFileItsSheetsAndItsRows) {
  const auto number = Put("a_b.csv", "a b.csv", kValue, "u1");
  const auto file = Data(R"({ file(name: "a b.csv") {
      filename key revision size sha256 sheetCount rowCount uploadId deleted sheetNames content
      sheets { name rowCount rows(first: 1, after: "0") { edges { node cursor } pageInfo { hasNextPage } } } } })")
      ["file"];
  EXPECT_EQ(file["key"], "a_b.csv");
  EXPECT_EQ(file["revision"], number);
  EXPECT_EQ(file["size"], std::string(kValue).size());
  EXPECT_EQ(file["sha256"], base::Sha256Hex(kValue));
  EXPECT_EQ(file["uploadId"], "u1");
  EXPECT_EQ(file["deleted"], false);
  EXPECT_EQ(file["sheetNames"], (ordered_json{"X", "Y"}));
  EXPECT_EQ(file["content"], ordered_json::parse(kValue));
  EXPECT_EQ(file["sheets"][0]["rowCount"], 3);
  const auto& rows = file["sheets"][0]["rows"];
  EXPECT_EQ(rows["edges"], ordered_json::parse(R"([{"node":{"Q":2},"cursor":"1"}])"));
  EXPECT_EQ(rows["pageInfo"]["hasNextPage"], true);
}

TEST_F(QueriesTest, TellsEarlierRevisionsAndDeletions) {
  const auto first = Put("a.csv", "a.csv", "1");
  Put("a.csv", "a.csv", "2");
  Delete("a.csv");
  const auto data = Data(
      "query ($r: Long) { old: file(key: \"a.csv\", revision: $r) { content }"
      " now: file(name: \"a.csv\") { filename deleted content history(first: 2) {"
      " edges { node { filename deleted content } } pageInfo { hasNextPage } } }"
      " none: file(key: \"a.csv\", revision: 999) { key } gone: file(key: \"b\") { key } }",
      ordered_json{{"r", std::to_string(first)}}.dump());
  EXPECT_EQ(data["old"]["content"], 1);
  EXPECT_EQ(data["now"]["filename"], "a.csv");
  EXPECT_EQ(data["now"]["deleted"], true);
  EXPECT_TRUE(data["now"]["content"].is_null());
  const auto& edges = data["now"]["history"]["edges"];
  ASSERT_EQ(edges.size(), 2U);
  EXPECT_EQ(edges[0]["node"]["deleted"], true);
  EXPECT_EQ(edges[0]["node"]["filename"], "a.csv");
  EXPECT_EQ(edges[1]["node"]["content"], 2);
  EXPECT_EQ(data["now"]["history"]["pageInfo"]["hasNextPage"], true);
  EXPECT_TRUE(data["none"].is_null());
  EXPECT_TRUE(data["gone"].is_null());
  EXPECT_EQ(CodeOf("{ file { key } }"), "BAD_USER_INPUT");
  EXPECT_EQ(CodeOf(R"({ file(key: "a.csv", revision: "x") { key } })"), "BAD_USER_INPUT");
}

TEST_F(QueriesTest, TellsUploadsToTheirEndsAndExpiredOnes) {
  const auto origin = Accept("u1", "a.csv");
  const auto revision = StoreInBoth("u1", "a.csv", origin, "{}");
  Await("u1", [](const auto& state) { return state.ended(); });
  constexpr auto kUpload = R"({ upload(id: "u1") { id state key stages { stage }
      bucket { state revision } ledger { state transaction } deadLetter { code }
      file { revision ledgerReceipt { uploadId transaction database } } } })";
  auto upload = Data(kUpload)["upload"];
  EXPECT_EQ(upload["state"], "ENDED");
  EXPECT_EQ(upload["bucket"], (ordered_json{{"state", "STORED"}, {"revision", revision}}));
  EXPECT_EQ(upload["ledger"]["transaction"], "42");
  EXPECT_EQ(upload["stages"].back()["stage"], "LEDGERED");
  EXPECT_EQ(upload["file"]["ledgerReceipt"]["database"], "db");
  EXPECT_TRUE(upload["deadLetter"].is_null());
  Accept("u2");
  Accept("u3");
  ASSERT_TRUE(index_->Find("u3"));
  upload = Data(kUpload)["upload"];
  EXPECT_EQ(upload["state"], "EXPIRED");
  EXPECT_EQ(upload["bucket"]["state"], "STORED");
  EXPECT_TRUE(Data(R"({ upload(id: "nobody") { id } })")["upload"].is_null());
  const auto page =
      Data("{ uploads(first: 1) { edges { node { id } cursor } pageInfo { hasNextPage } } }");
  EXPECT_EQ(page["uploads"]["edges"][0]["node"]["id"], "u3");
  EXPECT_EQ(page["uploads"]["pageInfo"]["hasNextPage"], true);
  EXPECT_EQ(CodeOf(R"({ uploads(after: "x") { edges { cursor } } })"), "BAD_USER_INPUT");
}

TEST_F(QueriesTest, TellsDeadLetters) {
  Store(
      "safeInputsDeadLetter.extract", "x", {{"Dead-Letter-Code", "not-json"}, {"Upload-Id", "u1"}});
  const auto page = Data("{ deadLetters { edges { node { id code uploadId sequence } } } }");
  EXPECT_EQ(
      page["deadLetters"]["edges"][0]["node"],
      (ordered_json{{"id", "1"}, {"code", "not-json"}, {"uploadId", "u1"}, {"sequence", nullptr}}));
}

TEST_F(QueriesTest, SaysThatNatsIsAway) {
  Put("a.csv", "a.csv");
  server_.Kill();
  EXPECT_TRUE(
      testing::PollUntil(uploads::kIndexPatience, [this] { return !connection_->IsConnected(); }));
  EXPECT_EQ(CodeOf("{ files { edges { cursor } } }"), "SERVICE_UNAVAILABLE");
  EXPECT_EQ(CodeOf(R"({ file(key: "a.csv") { key } })"), "SERVICE_UNAVAILABLE");
  EXPECT_EQ(CodeOf(R"({ getFile(filename: "a.csv") })"), "SERVICE_UNAVAILABLE");
  EXPECT_EQ(CodeOf("{ deadLetters { edges { cursor } } }"), "SERVICE_UNAVAILABLE");
}

}  // namespace
}  // namespace pipeline::api
