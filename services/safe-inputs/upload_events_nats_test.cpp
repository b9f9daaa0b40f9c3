#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "common/contract/headers.hpp"
#include "common/contract/topology.hpp"
#include "common/nats/provision.hpp"
#include "common/nats/topology.hpp"
#include "services/safe-inputs/upload_events.hpp"
#include "tests/support/safe_inputs_server.hpp"
#include "tests/support/upload_events_client.hpp"

namespace pipeline::safe_inputs {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;
using testing::NatsServer;
using testing::PipelineClient;
using testing::PollUntil;
using testing::RawMessage;

// safe-inputs without the other services, whose messages the tests publish.
class UploadEventsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto ensured = nats::EnsureStreams(client_.jetstream(), nats::Topology({}));
    ASSERT_TRUE(ensured) << ensured.error().message;
  }

  void Accept(const std::string& id) {
    const auto answer = server_.PostWithKey(RawMessage("a.xlsx"), id);
    ASSERT_TRUE(answer);
    ASSERT_EQ(answer->status, 202) << answer->body;
    const json receipt = json::parse(answer->body);
    const auto stored = client_.jetstream().GetMessage(contract::kRawStream, receipt["sequence"]);
    ASSERT_TRUE(stored);
    origins_[id] = std::to_string(stored->time_ns) + "-" + std::to_string(stored->sequence);
  }

  void Publish(const std::string& subject, const std::string& id) {
    client_.Publish(subject,
                    "{}",
                    {{contract::kUploadIdHeader, id},
                     {contract::kOriginHeader, origins_.at(id)},
                     {contract::kFileNameHeader, "a.xlsx"}});
  }

  void StoreInBoth(const std::string& id) {
    Publish("$KV.safeInputsFiles." + id, id);
    Publish("safeInputsLedgerReceipt." + id, id);
  }

  json Status(const std::string& id) { return json::parse(server_.Get("/uploads/" + id)->body); }

  NatsServer nats_;
  testing::SafeInputsServer server_{nats_};
  PipelineClient client_{nats_.url()};
  std::map<std::string, std::string> origins_;
};

TEST_F(UploadEventsTest, TellsEachPresentStateThenEachChangeUntilAllHaveEnded) {
  Accept("u1");
  Accept("u2");
  testing::UploadEventsClient events(server_.port(), "id=u1&id=u2&id=nobody");
  ASSERT_EQ(events.Status(), 200);
  std::map<std::string, json> present;
  for (int i = 0; i < 3; ++i) {
    const auto event = events.Next();
    ASSERT_TRUE(event);
    present[event->data["uploadId"]] = event->data;
    EXPECT_EQ(event->name, event->data["uploadId"] == "nobody" ? "missing" : "state");
  }
  EXPECT_EQ(present["u1"], Status("u1"));
  EXPECT_EQ(present["u2"], Status("u2"));
  EXPECT_EQ(present["nobody"],
            (json{{"uploadId", "nobody"}, {"code", "unknown-upload"}, {"status", 404}}));

  Publish("safeInputsExtractedSubset.a", "u2");
  const auto change = events.Next();
  ASSERT_TRUE(change);
  EXPECT_EQ(change->name, "state");
  EXPECT_EQ(change->data["uploadId"], "u2");
  EXPECT_EQ(change->data["stages"].back()["stage"], "extracted");

  StoreInBoth("u1");
  StoreInBoth("u2");
  std::map<std::string, json> last;
  auto event = events.Next();
  for (; event && event->name == "state"; event = events.Next()) {
    last[event->data["uploadId"]] = event->data;
  }
  ASSERT_TRUE(event);
  EXPECT_EQ(event->name, "end");
  EXPECT_EQ(event->data, json::object());
  EXPECT_EQ(last["u1"], Status("u1"));
  EXPECT_EQ(last["u2"]["ended"], true);
  EXPECT_FALSE(events.Next());
}

TEST_F(UploadEventsTest, NothingIsLostOverARestart) {
  Accept("u1");
  {
    testing::UploadEventsClient events(server_.port(), "id=u1");
    ASSERT_EQ(events.Status(), 200);
    ASSERT_TRUE(events.Next());
    EXPECT_EQ(server_.process().Terminate(), 0);
    EXPECT_FALSE(events.Next());
  }
  StoreInBoth("u1");
  server_.process().Restart();
  ASSERT_TRUE(server_.process().WaitReady());
  testing::UploadEventsClient events(server_.port(), "id=u1");
  ASSERT_EQ(events.Status(), 200);
  const auto present = events.Next();
  ASSERT_TRUE(present);
  EXPECT_EQ(present->data["ended"], true);
  EXPECT_EQ(present->data["stages"].size(), 3U);
  EXPECT_EQ(events.Next()->name, "end");
}

TEST_F(UploadEventsTest, GoesOnWhenNatsWasAway) {
  Accept("u1");
  testing::UploadEventsClient events(server_.port(), "id=u1");
  ASSERT_EQ(events.Status(), 200);
  ASSERT_TRUE(events.Next());
  nats_.Restart();
  ASSERT_TRUE(PollUntil(seconds(20), [this] { return client_.connection().IsConnected(); }));
  StoreInBoth("u1");
  std::string last;
  while (const auto event = events.Next()) last = event->name;
  EXPECT_EQ(last, "end");
}

TEST_F(UploadEventsTest, WantsAFewIds) {
  testing::ExpectProblem(server_.Get("/uploads/events"), 400, "invalid-ids");
  std::string query = "id=0";
  for (std::size_t i = 1; i < kMostIdsAStream; ++i) query += "&id=" + std::to_string(i);
  EXPECT_EQ(testing::UploadEventsClient(server_.port(), query).Status(), 200);
  testing::ExpectProblem(
      server_.Get("/uploads/events?" + query + "&id=one-more"), 400, "invalid-ids");
}

milliseconds Since(steady_clock::time_point start) {
  return std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
}

TEST_F(UploadEventsTest, AThousandWatchAndOneMoreIsToldToComeAgain) {
  constexpr milliseconds kSoon{1000};
  Accept("u1");
  std::vector<testing::UploadEventsClient> watchers;
  watchers.reserve(1000);
  for (int i = 0; i < 1000; ++i) watchers.emplace_back(server_.port(), "id=u1");
  for (testing::UploadEventsClient& watcher : watchers) {
    ASSERT_EQ(watcher.Status(), 200);
    ASSERT_TRUE(watcher.Next());
  }

  auto start = steady_clock::now();
  testing::UploadEventsClient one_more(server_.port(), "id=u1");
  EXPECT_EQ(one_more.Status(), 503);
  EXPECT_TRUE(one_more.retry_after());
  EXPECT_LT(Since(start), kSoon);
  start = steady_clock::now();
  EXPECT_EQ(server_.PostWithKey(RawMessage("a.xlsx"), "u2")->status, 202);
  EXPECT_LT(Since(start), kSoon);
  start = steady_clock::now();
  EXPECT_EQ(Status("u2")["uploadId"], "u2");
  EXPECT_LT(Since(start), kSoon);

  watchers.pop_back();
  EXPECT_TRUE(PollUntil(seconds(10), [this] {
    return testing::UploadEventsClient(server_.port(), "id=u1").Status() == 200;
  }));
  StoreInBoth("u1");
  for (testing::UploadEventsClient& watcher : watchers) {
    std::string last;
    while (const auto event = watcher.Next()) last = event->name;
    ASSERT_EQ(last, "end");
  }
  EXPECT_EQ(server_.process().Terminate(), 0) << server_.process().Log();
}

}  // namespace
}  // namespace pipeline::safe_inputs
