#include <gtest/gtest.h>

#include "common/base/digest.hpp"
#include "common/base/time.hpp"
#include "common/contract/topology.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/safe_inputs_test_server.hpp"

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

TEST(SafeInputsTest, StoresWhatItAcceptsWithItsHeaders) {
  NatsServer nats;
  TestServer door(nats);
  const std::string body = RawMessage("été.xlsx");
  const auto answer = door.Post(body, {{"traceparent", kTraceparent}});
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

TEST(SafeInputsTest, ARetryIsTheSameUpload) {
  NatsServer nats;
  TestServer door(nats);
  const std::string body = RawMessage("a.xlsx");
  const auto first = door.PostWithKey(body, "k1");
  const auto again = door.PostWithKey(body, "k1");
  ASSERT_TRUE(first && again);
  EXPECT_EQ(again->status, 202);
  json receipt = json::parse(first->body);
  EXPECT_EQ(receipt["duplicate"], false);
  receipt["duplicate"] = true;
  EXPECT_EQ(json::parse(again->body), receipt);
  EXPECT_EQ(PipelineClient(nats.url()).Messages(contract::kRawStream), 1U);
}

TEST(SafeInputsTest, AKeyIsNotUsedForOtherBytes) {
  NatsServer nats;
  TestServer door(nats);
  door.PostWithKey(RawMessage("a.xlsx"), "k1");
  ExpectProblem(door.PostWithKey(RawMessage("a.xlsx", 3), "k1"), 422, "idempotency-key-reused");
  EXPECT_EQ(PipelineClient(nats.url()).Messages(contract::kRawStream), 1U);
}

TEST(SafeInputsTest, AKeyOfAnotherSenderIsAnotherUpload) {
  NatsServer nats;
  TestServer ours(nats);
  TestServer theirs(nats, {{"SENDER", "ca.quebec"}});
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

TEST(SafeInputsTest, APurgedOriginalIsNotGuessed) {
  NatsServer nats;
  TestServer door(nats);
  door.PostWithKey(RawMessage("a.xlsx"), "k1");
  PipelineClient client(nats.url());
  ASSERT_TRUE(client.jetstream().Api("STREAM.PURGE.safeInputsRawSheetData", ""));
  ExpectProblem(door.PostWithKey(RawMessage("a.xlsx"), "k1"), 409, "original-gone");
}

TEST(SafeInputsTest, AFullStreamPushesBack) {
  NatsServer nats;
  TestServer door(nats, {{"MAX_BYTES", "4096"}});
  std::uint64_t accepted = 0;
  auto refused = door.Post(RawMessage("a.xlsx", 10));
  for (; refused && refused->status == 202 && accepted < 100; ++accepted) {
    refused = door.Post(RawMessage("a.xlsx", 10));
  }
  ExpectProblem(refused, 429, "stream-full");
  EXPECT_TRUE(refused->has_header("Retry-After"));
  EXPECT_GT(accepted, 0U);
  EXPECT_EQ(PipelineClient(nats.url()).Messages(contract::kRawStream), accepted);
}

TEST(SafeInputsTest, NothingIsAcceptedWhileNatsIsAway) {
  NatsServer nats;
  TestServer door(nats);
  nats.Kill();
  const auto away = door.Post(RawMessage("a.xlsx"));
  ExpectProblem(away, 503, "stream-unavailable");
  EXPECT_TRUE(away->has_header("Retry-After"));
  EXPECT_TRUE(PollUntil(seconds(10), [&] { return door.Get("/readyz")->status == 503; }));
  EXPECT_EQ(door.Get("/livez")->status, 200);
  nats.Restart();
  const std::string id = json::parse(away->body)["uploadId"];
  ASSERT_TRUE(PollUntil(seconds(20), [&] {
    const auto answer = door.PostWithKey(RawMessage("a.xlsx"), id);
    return answer && answer->status == 202;
  })) << door.process().Log();
  EXPECT_EQ(PipelineClient(nats.url()).Messages(contract::kRawStream), 1U);
}

TEST(SafeInputsTest, ABodyOverTheLimitIsRefusedWithTheLimit) {
  NatsServer nats;
  TestServer door(nats, {{"MAX_UPLOAD_BYTES", "1000"}});
  EXPECT_EQ(json::parse(door.Get("/limits")->body)["maxBytes"], 1000);
  const auto refused = door.Post(RawMessage("a.xlsx", 100));
  ExpectProblem(refused, 413, "body-too-large");
  EXPECT_NE(refused->body.find("1000 bytes"), std::string::npos);
  EXPECT_EQ(PipelineClient(nats.url()).Messages(contract::kRawStream), 0U);
}

TEST(SafeInputsTest, TheLargestBodyFits) {
  NatsServer nats;
  TestServer door(nats);
  const std::size_t limit = json::parse(door.Get("/limits")->body)["maxBytes"];
  const std::string body = RawMessage("a.xlsx");
  const auto fits = door.Post(body + std::string(limit - body.size(), ' '));
  ASSERT_TRUE(fits);
  EXPECT_EQ(fits->status, 202) << fits->body;
  ExpectProblem(door.Post(body + std::string(limit - body.size() + 1, ' ')), 413, "body-too-large");
}

TEST(SafeInputsTest, TakesJsonOnly) {
  NatsServer nats;
  TestServer door(nats);
  ExpectProblem(door.Post(RawMessage("a.xlsx"), {}, "text/csv"), 415, "unsupported-media-type");
  ExpectProblem(door.PostWithKey(RawMessage("a.xlsx"), "a b"), 400, "invalid-idempotency-key");
  EXPECT_EQ(PipelineClient(nats.url()).Messages(contract::kRawStream), 0U);
}

TEST(SafeInputsTest, TellsWhatBecameOfAnUpload) {
  NatsServer nats;
  TestServer door(nats);
  door.PostWithKey(RawMessage("a.xlsx"), "k1");
  json state = json::parse(door.Get("/uploads/k1")->body);
  EXPECT_EQ(state["stores"]["kv"]["state"], "pending");
  const std::map<std::string, std::string> env{{"NATS_URL", nats.url()}};
  ServiceProcess extract("extract", {}, env);
  ServiceProcess uppercase("uppercase", {}, env);
  ServiceProcess kv_writer("kv-writer", {}, env);
  ASSERT_TRUE(PollUntil(seconds(30),
                        [&] {
                          state = json::parse(door.Get("/uploads/k1")->body);
                          return state["stages"].size() == 4;
                        }))
      << extract.Log() << kv_writer.Log();
  EXPECT_EQ(state["stores"]["kv"]["state"], "stored");
  EXPECT_EQ(state["stores"]["kv"]["key"], "a.xlsx");
  EXPECT_EQ(state["stores"]["kv"]["revision"], 1);
  EXPECT_EQ(state["stores"]["ledger"]["state"], "pending");
  EXPECT_EQ(state["ended"], false);
}

TEST(SafeInputsTest, RemembersThatAnUploadAgedOut) {
  NatsServer nats;
  TestServer door(nats, {{"INDEX_UPLOADS", "1"}});
  door.PostWithKey(RawMessage("a.xlsx"), "k1");
  door.PostWithKey(RawMessage("a.xlsx"), "k2");
  EXPECT_EQ(door.Get("/uploads/k2")->status, 200);
  ExpectProblem(door.Get("/uploads/k1"), 410, "upload-aged-out");
  ExpectProblem(door.Get("/uploads/k3"), 404, "unknown-upload");
  door.process().Restart();
  ASSERT_TRUE(door.process().WaitReady());
  EXPECT_EQ(door.Get("/uploads/k2")->status, 200);
  ExpectProblem(door.Get("/uploads/k1"), 410, "upload-aged-out");
}

TEST(SafeInputsTest, EndsWithZeroOnSigterm) {
  NatsServer nats;
  TestServer door(nats);
  EXPECT_EQ(door.process().Terminate(), 0) << door.process().Log();
}

TEST(SafeInputsTest, LogsAnUploadWithoutItsPayload) {
  NatsServer nats;
  TestServer door(nats);
  door.PostWithKey(RawMessage("a.xlsx"), "k1");
  EXPECT_NE(door.process().Log().find("accepted upload k1"), std::string::npos);
  EXPECT_EQ(door.process().Log().find("Province"), std::string::npos);
}

}  // namespace
}  // namespace pipeline::safe_inputs
