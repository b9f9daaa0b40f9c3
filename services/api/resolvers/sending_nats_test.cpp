#include <gtest/gtest.h>

#include <future>

#include "common/contract/topology.hpp"
#include "tests/support/api_resolvers_fixture.hpp"

namespace pipeline::api {
namespace {

using nlohmann::ordered_json;

constexpr const char* kSheet =
    R"({"state":"DONE","filename":"a b.csv","sheets":[{"sheetName":"A","data":[{"n":1.0}]}]})";

class SendingTest : public ResolversFixture {
 protected:
  static std::string Variables(const std::string& json) { return R"({"s":)" + json + "}"; }

  nats::StoredMessage Raw(std::uint64_t sequence) {
    const auto stored = jetstream_->GetMessage(contract::kRawStream, sequence);
    EXPECT_TRUE(stored);
    return stored.value_or(nats::StoredMessage{});
  }

  // The first `count` events of an answer, or all until the subscription ends.
  std::vector<ordered_json> Events(graphql::Subscription& subscription, std::size_t count) {
    std::vector<ordered_json> events;
    while (events.size() < count) {
      const auto event = subscription.Next();
      if (!event) break;
      events.push_back(ordered_json::parse(event->body));
    }
    return events;
  }

  std::unique_ptr<graphql::Subscription> Subscribe(const std::string& document) {
    const auto operation = engine_.Prepare(document, std::nullopt);
    auto subscription = engine_.Subscribe(*operation, "", &context_);
    EXPECT_TRUE(subscription) << subscription.error().body;
    return subscription ? std::move(*subscription) : nullptr;
  }

  RequestContext context_{*sources_, {}};
};

TEST_F(SendingTest, UploadSheetGivesAReceiptForWhatTheStreamHolds) {
  const auto receipt =
      Data(R"(mutation ($s: JSON!) { uploadSheet(sheetData: $s, idempotencyKey: "k1") {
      uploadId filename key stream sequence rowCount duplicate } })",
           Variables(kSheet))["uploadSheet"];
  EXPECT_EQ(receipt,
            (ordered_json{{"uploadId", "k1"},
                          {"filename", "a b.csv"},
                          {"key", "a_b.csv"},
                          {"stream", "safeInputsRawSheetData"},
                          {"sequence", 1},
                          {"rowCount", 1},
                          {"duplicate", false}}));
  EXPECT_EQ(Raw(1).body, kSheet);
}

TEST_F(SendingTest, VerifyJsonFormatSendsAndEchoes) {
  http::Request request;
  request.headers = {{"Idempotency-Key", "k2"}};
  const auto data =
      Data("mutation ($s: JSON!) { verifyJsonFormat(sheetData: $s) }", Variables(kSheet), request);
  EXPECT_EQ(data["verifyJsonFormat"], ordered_json::parse(kSheet));
  EXPECT_EQ(Raw(1).headers.Get("Upload-Id"), "k2");
}

TEST_F(SendingTest, RefusesAsEveryUploadIsRefused) {
  http::Request request;
  request.headers = {{"Idempotency-Key", "k"}};
  const std::string sheets = R"([{sheetName: "A", data: [{n: 1}]}])";
  const auto send = [&sheets](const std::string& filename) {
    return R"(mutation { verifyJsonFormat(sheetData: {state: "DONE", filename: ")" + filename +
           R"(", sheets: )" + sheets + "}) }";
  };
  Data(send("a"), "", request);
  EXPECT_EQ(CodeOf(send("b"), request), "IDEMPOTENCY_KEY_REUSED");
  EXPECT_EQ(CodeOf(send("")), "EMPTY_FILENAME");
  EXPECT_EQ(CodeOf("mutation { verifyJsonFormat(sheetData: []) }"), "NOT_AN_OBJECT");
  EXPECT_EQ(CodeOf(R"(mutation { addFileToKVStore(content: 1, filename: "a") })"),
            "MISSING_SHEETS");
  EXPECT_EQ(CodeOf(send(std::string(100'000, 'x'))), "BODY_TOO_LARGE");
  request.headers.emplace_back("Idempotency-Key", "other");
  EXPECT_EQ(CodeOf(send("c"), request), "INVALID_IDEMPOTENCY_KEY");
}

TEST_F(SendingTest, AddFileWaitsForItsRevision) {
  auto asked = std::async(std::launch::async, [this] {
    http::Request request;
    request.headers = {{"Idempotency-Key", "k1"}};
    return Data(R"(mutation { addFileToKVStore(filename: "a.csv",
        content: [{sheetName: "A", data: [{n: 1}]}]) })",
                "",
                request);
  });
  Await("k1", [](const auto&) { return true; });
  const auto raw = Raw(1);
  const auto revision = StoreInBoth("k1", "a.csv", {raw.time_ns, raw.sequence}, "{}");
  const auto told = asked.get()["addFileToKVStore"];
  EXPECT_EQ(told["state"], "stored") << told.dump();
  EXPECT_EQ(told["revision"], revision);
  EXPECT_EQ(ordered_json::parse(raw.body)["sheets"][0]["sheetName"], "A");
}

TEST_F(SendingTest, ProgressCompletesAtTheEnd) {
  const auto origin = Accept("u1", "a.csv");
  ASSERT_TRUE(index_->Find("u1"));
  const auto progress = Subscribe(R"(subscription { uploadProgress(id: "u1") { state } })");
  ASSERT_TRUE(progress);
  EXPECT_EQ(Events(*progress, 1)[0]["data"]["uploadProgress"]["state"], "UNDER_WAY");
  StoreInBoth("u1", "a.csv", origin, "{}");
  const auto rest = Events(*progress, 100);
  ASSERT_FALSE(rest.empty());
  EXPECT_EQ(rest.back()["data"]["uploadProgress"]["state"], "ENDED");
  const auto unknown =
      engine_.Prepare(R"(subscription { uploadProgress(id: "x") { state } })", std::nullopt);
  EXPECT_NE(engine_.Subscribe(*unknown, "", &context_).error().body.find("NOT_FOUND"),
            std::string::npos);
}

TEST_F(SendingTest, TellsChangesOfFilesAndNewDeadLetters) {
  const auto files =
      Subscribe(R"(subscription { fileChanged(prefix: "a") { filename deleted content } })");
  const auto letters = Subscribe("subscription { deadLetterAdded { code } }");
  ASSERT_TRUE(files && letters);
  Put("b.csv", "b.csv");
  Put("a.csv", "a.csv", "[1]");
  Delete("a.csv");
  const auto events = Events(*files, 2);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0]["data"]["fileChanged"]["content"], (ordered_json{1}));
  EXPECT_EQ(events[1]["data"]["fileChanged"]["deleted"], true);
  Store("safeInputsDeadLetter.extract", "x", {{"Dead-Letter-Code", "not-json"}});
  EXPECT_EQ(Events(*letters, 1)[0]["data"]["deadLetterAdded"]["code"], "not-json");
  auto waiting = std::async(std::launch::async, [&files] { return files->Next(); });
  files->Stop();
  EXPECT_FALSE(waiting.get());
}

}  // namespace
}  // namespace pipeline::api
