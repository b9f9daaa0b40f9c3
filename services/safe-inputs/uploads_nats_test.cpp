#include <gtest/gtest.h>

#include "common/base/digest.hpp"
#include "common/base/time.hpp"
#include "common/contract/topology.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/safe_inputs_server.hpp"

namespace pipeline::safe_inputs {
namespace {

using nlohmann::json;
using std::chrono::seconds;
using testing::NatsServer;
using testing::PipelineClient;
using testing::PollUntil;
using testing::RawMessage;
using testing::ServiceProcess;

constexpr const char* kTraceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

TEST(UploadsNatsTest, StoresWhatItAcceptsWithItsHeaders) {
  NatsServer nats;
  testing::SafeInputsServer server(nats);
  const std::string body = RawMessage("été.xlsx");
  const auto answer = server.Post(body, {{"traceparent", kTraceparent}});
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->status, 202) << answer->body;
  const json receipt = json::parse(answer->body);
  const auto stored = PipelineClient(nats.url()).All(contract::kRawStream);
  ASSERT_EQ(stored.size(), 1U);
  EXPECT_EQ(stored[0].subject, "safeInputsRawSheetData");
  EXPECT_EQ(stored[0].sequence, receipt["sequence"].get<std::uint64_t>());
  EXPECT_EQ(stored[0].body, body);
  const std::map<std::string, std::string> headers(stored[0].headers.begin(),
                                                   stored[0].headers.end());
  const std::string id = receipt["uploadId"];
  const auto accepted_ns = base::ParseTime(receipt["acceptedAt"].get<std::string>());
  ASSERT_TRUE(accepted_ns);
  EXPECT_EQ(
      headers,
      (std::map<std::string, std::string>{{"Upload-Id", id},
                                          {"Nats-Msg-Id", id},
                                          {"Content-Sha256", base::Sha256Hex(body)},
                                          {"File-Name", "%C3%A9t%C3%A9.xlsx"},
                                          {"Sheets", "1"},
                                          {"Rows", "2"},
                                          {"unix_time", std::to_string(*accepted_ns / 1'000'000)},
                                          {"traceparent", kTraceparent}}));
  EXPECT_EQ(answer->get_header_value("Location"), "/uploads/" + id);
}

TEST(UploadsNatsTest, ARetryIsTheSameUpload) {
  NatsServer nats;
  testing::SafeInputsServer server(nats);
  const std::string body = RawMessage("a.xlsx");
  const auto first = server.PostWithKey(body, "k1");
  const auto again = server.PostWithKey(body, "k1");
  ASSERT_TRUE(first && again);
  EXPECT_EQ(again->status, 202);
  json receipt = json::parse(first->body);
  EXPECT_EQ(receipt["duplicate"], false);
  receipt["duplicate"] = true;
  EXPECT_EQ(json::parse(again->body), receipt);
  EXPECT_EQ(PipelineClient(nats.url()).Messages(contract::kRawStream), 1U);
}

TEST(UploadsNatsTest, AKeyIsNotUsedForOtherBytes) {
  NatsServer nats;
  testing::SafeInputsServer server(nats);
  server.PostWithKey(RawMessage("a.xlsx"), "k1");
  testing::ExpectProblem(
      server.PostWithKey(RawMessage("a.xlsx", 3), "k1"), 422, "idempotency-key-reused");
  EXPECT_EQ(PipelineClient(nats.url()).Messages(contract::kRawStream), 1U);
}

TEST(UploadsNatsTest, AKeyOfAnotherSenderIsAnotherUpload) {
  NatsServer nats;
  testing::SafeInputsServer ours(nats);
  testing::SafeInputsServer theirs(nats, {{"SENDER", "ca.quebec"}});
  const std::string body = RawMessage("a.xlsx");
  ours.PostWithKey(body, "k1");
  const auto answer = theirs.PostWithKey(body, "k1");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 202) << answer->body;
  EXPECT_EQ(json::parse(answer->body)["key"], "ca.quebec/a.xlsx");
  const auto stored = PipelineClient(nats.url()).All(contract::kRawStream);
  ASSERT_EQ(stored.size(), 2U);
  EXPECT_EQ(stored[1].subject, "safeInputsRawSheetData.ca.quebec");
}

TEST(UploadsNatsTest, APurgedOriginalIsNotGuessed) {
  NatsServer nats;
  testing::SafeInputsServer server(nats);
  server.PostWithKey(RawMessage("a.xlsx"), "k1");
  PipelineClient client(nats.url());
  ASSERT_TRUE(client.jetstream().Api("STREAM.PURGE.safeInputsRawSheetData", ""));
  testing::ExpectProblem(server.PostWithKey(RawMessage("a.xlsx"), "k1"), 409, "original-gone");
}

TEST(UploadsNatsTest, AFullStreamPushesBack) {
  NatsServer nats;
  testing::SafeInputsServer server(nats, {{"MAX_BYTES", "4096"}});
  std::uint64_t accepted = 0;
  auto refused = server.Post(RawMessage("a.xlsx", 10));
  for (; refused && refused->status == 202 && accepted < 100; ++accepted) {
    refused = server.Post(RawMessage("a.xlsx", 10));
  }
  testing::ExpectProblem(refused, 429, "stream-full");
  EXPECT_TRUE(refused->has_header("Retry-After"));
  EXPECT_GT(accepted, 0U);
  EXPECT_EQ(PipelineClient(nats.url()).Messages(contract::kRawStream), accepted);
}

TEST(UploadsNatsTest, NothingIsAcceptedWhileNatsIsAway) {
  NatsServer nats;
  testing::SafeInputsServer server(nats);
  nats.Kill();
  const auto away = server.Post(RawMessage("a.xlsx"));
  testing::ExpectProblem(away, 503, "stream-unavailable");
  EXPECT_TRUE(away->has_header("Retry-After"));
  EXPECT_TRUE(PollUntil(seconds(10), [&] { return server.Get("/readyz")->status == 503; }));
  EXPECT_EQ(server.Get("/livez")->status, 200);
  nats.Restart();
  const std::string id = json::parse(away->body)["uploadId"];
  ASSERT_TRUE(PollUntil(seconds(20), [&] {
    const auto answer = server.PostWithKey(RawMessage("a.xlsx"), id);
    return answer && answer->status == 202;
  })) << server.process().Log();
  EXPECT_EQ(PipelineClient(nats.url()).Messages(contract::kRawStream), 1U);
}

TEST(UploadsNatsTest, ABodyOverTheLimitIsRefusedWithTheLimit) {
  NatsServer nats;
  testing::SafeInputsServer server(nats, {{"MAX_UPLOAD_BYTES", "1000"}});
  EXPECT_EQ(json::parse(server.Get("/limits")->body)["maxBytes"], 1000);
  const auto refused = server.Post(RawMessage("a.xlsx", 100));
  testing::ExpectProblem(refused, 413, "body-too-large");
  EXPECT_NE(refused->body.find("1000 bytes"), std::string::npos);
  EXPECT_EQ(PipelineClient(nats.url()).Messages(contract::kRawStream), 0U);
}

TEST(UploadsNatsTest, TheLargestBodyFits) {
  NatsServer nats;
  testing::SafeInputsServer server(nats);
  const std::size_t limit = json::parse(server.Get("/limits")->body)["maxBytes"];
  const std::string body = RawMessage("a.xlsx");
  const auto fits = server.Post(body + std::string(limit - body.size(), ' '));
  ASSERT_TRUE(fits);
  EXPECT_EQ(fits->status, 202) << fits->body;
  testing::ExpectProblem(
      server.Post(body + std::string(limit - body.size() + 1, ' ')), 413, "body-too-large");
}

TEST(UploadsNatsTest, TakesJsonOnly) {
  NatsServer nats;
  testing::SafeInputsServer server(nats);
  testing::ExpectProblem(
      server.Post(RawMessage("a.xlsx"), {}, "text/csv"), 415, "unsupported-media-type");
  testing::ExpectProblem(
      server.PostWithKey(RawMessage("a.xlsx"), "a b"), 400, "invalid-idempotency-key");
  EXPECT_EQ(PipelineClient(nats.url()).Messages(contract::kRawStream), 0U);
}

TEST(UploadsNatsTest, TellsWhatBecameOfAnUpload) {
  NatsServer nats;
  testing::SafeInputsServer server(nats);
  server.PostWithKey(RawMessage("a.xlsx"), "k1");
  json state = json::parse(server.Get("/uploads/k1")->body);
  EXPECT_EQ(state["stores"]["kv"]["state"], "pending");
  const std::map<std::string, std::string> env{{"NATS_URL", nats.url()}};
  ServiceProcess extract("extract", {}, env);
  ServiceProcess uppercase("uppercase", {}, env);
  ServiceProcess kv_writer("kv-writer", {}, env);
  ASSERT_TRUE(PollUntil(seconds(30),
                        [&] {
                          state = json::parse(server.Get("/uploads/k1")->body);
                          return state["stages"].size() == 4;
                        }))
      << extract.Log() << kv_writer.Log();
  EXPECT_EQ(state["stores"]["kv"]["state"], "stored");
  EXPECT_EQ(state["stores"]["kv"]["key"], "a.xlsx");
  EXPECT_EQ(state["stores"]["kv"]["revision"], 1);
  EXPECT_EQ(state["stores"]["ledger"]["state"], "pending");
  EXPECT_EQ(state["ended"], false);
}

TEST(UploadsNatsTest, RemembersThatAnUploadAgedOut) {
  NatsServer nats;
  testing::SafeInputsServer server(nats, {{"INDEX_UPLOADS", "1"}});
  server.PostWithKey(RawMessage("a.xlsx"), "k1");
  server.PostWithKey(RawMessage("a.xlsx"), "k2");
  EXPECT_EQ(server.Get("/uploads/k2")->status, 200);
  testing::ExpectProblem(server.Get("/uploads/k1"), 410, "upload-aged-out");
  testing::ExpectProblem(server.Get("/uploads/k3"), 404, "unknown-upload");
  server.process().Restart();
  ASSERT_TRUE(server.process().WaitReady());
  EXPECT_EQ(server.Get("/uploads/k2")->status, 200);
  testing::ExpectProblem(server.Get("/uploads/k1"), 410, "upload-aged-out");
}

TEST(UploadsNatsTest, EndsWithZeroOnSigterm) {
  NatsServer nats;
  testing::SafeInputsServer server(nats);
  EXPECT_EQ(server.process().Terminate(), 0) << server.process().Log();
}

TEST(UploadsNatsTest, LogsAnUploadWithoutItsPayload) {
  NatsServer nats;
  testing::SafeInputsServer server(nats);
  server.PostWithKey(RawMessage("a.xlsx"), "k1");
  EXPECT_NE(server.process().Log().find("accepted upload k1"), std::string::npos);
  EXPECT_EQ(server.process().Log().find("Province"), std::string::npos);
}

}  // namespace
}  // namespace pipeline::safe_inputs
