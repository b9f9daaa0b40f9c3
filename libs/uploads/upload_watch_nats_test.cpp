#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "common/contract/topology.hpp"
#include "libs/uploads/upload_watch.hpp"
#include "tests/support/index_fixture.hpp"

namespace pipeline::uploads {
namespace {

using std::chrono::steady_clock;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class UploadWatchTest : public IndexFixture {
 protected:
  // The states that a watch reports until one satisfies `wanted`, which is the last of them.
  template <typename Predicate>
  static std::vector<UploadState> Until(UploadWatch& watch, Predicate wanted) {
    std::vector<UploadState> states;
    while (states.empty() || !wanted(states.back())) {
      auto next = watch.Next();
      if (!next || !next->state) return {};
      states.push_back(std::move(*next->state));
    }
    return states;
  }

  // The ids of the present states, in the order of the reports.
  static std::vector<std::string> Present(UploadWatch& watch) {
    std::vector<std::string> ids;
    while (const auto update = watch.Next(steady_clock::now())) ids.push_back(update->upload_id);
    return ids;
  }

  // Accepted, and seen by the index.
  contract::Origin AcceptAndAwait(const std::string& id) {
    const auto origin = Accept(id);
    Await(id, [](const UploadState&) { return true; });
    return origin;
  }

  void Store(const std::string& id, const contract::Origin& origin) {
    Publish("$KV.safeInputsFiles." + id, id, origin);
    Publish("safeInputsLedgerReceipt." + id, id, origin, {{"Anchor-Tx-Id", "7"}});
  }
};

TEST_F(UploadWatchTest, ReportsThePresentStateThenEachChangeUntilTheEnd) {
  StartAndWait();
  const auto origin = Accept("u1");
  Publish("safeInputsExtractedSubset.a", "u1", origin);
  Await("u1", [](const UploadState& state) { return state.record.extracted.has_value(); });
  UploadWatch watch(*index_, {"u1"});
  const auto present = watch.Next();
  ASSERT_TRUE(present && present->state);
  EXPECT_TRUE(present->state->record.extracted);
  EXPECT_FALSE(present->state->record.uppercased);

  Publish("safeInputsUppercased.a", "u1", origin);
  const auto uppercased =
      Until(watch, [](const UploadState& state) { return state.record.uppercased.has_value(); });
  ASSERT_FALSE(uppercased.empty());
  Publish("$KV.safeInputsFiles.a.csv", "u1", origin);
  Publish("safeInputsLedgerReceipt.a.csv", "u1", origin, {{"Anchor-Tx-Id", "7"}});
  const auto rest = Until(watch, [](const UploadState& state) { return state.ended(); });
  ASSERT_FALSE(rest.empty());
  EXPECT_EQ(rest.back().bucket.kind, StoreState::Kind::kStored);
  EXPECT_EQ(rest.back().ledger.transaction, "7");
  EXPECT_EQ(watch.Next(), std::nullopt);
}

TEST_F(UploadWatchTest, SaysWhyThereIsNoState) {
  StartAndWait(1);
  EXPECT_EQ(UploadWatch(*index_, {"nobody"}).Next()->state.error(), Missing::kUnknown);
  Accept("u1");
  Await("u1", [](const UploadState&) { return true; });
  UploadWatch watch(*index_, {"u1"});
  ASSERT_TRUE(watch.Next());
  Accept("u2");
  EXPECT_EQ(watch.Next()->state.error(), Missing::kAgedOut);
}

TEST_F(UploadWatchTest, ReportsEachPresentStateOnceThenTheOneThatChanges) {
  StartAndWait();
  AcceptAndAwait("u1");
  const auto origin = AcceptAndAwait("u2");
  UploadWatch watch(*index_, {"u1", "u2", "u1"});
  EXPECT_THAT(Present(watch), ElementsAre("u1", "u2"));
  EXPECT_THAT(Present(watch), IsEmpty());
  Publish("safeInputsExtractedSubset.a", "u2", origin);
  const auto update = watch.Next(steady_clock::now() + kIndexPatience);
  ASSERT_TRUE(update);
  EXPECT_EQ(update->upload_id, "u2");
  ASSERT_TRUE(update->state);
  EXPECT_TRUE(update->state->record.extracted);
}

TEST_F(UploadWatchTest, EndsWithTheLastOfThem) {
  StartAndWait();
  const auto first = AcceptAndAwait("u1");
  const auto second = AcceptAndAwait("u2");
  UploadWatch watch(*index_, {"u1", "u2", "nobody"});
  std::map<std::string, UploadUpdate> last;
  Store("u1", first);
  Store("u2", second);
  while (auto update = watch.Next()) last.insert_or_assign(update->upload_id, *update);
  ASSERT_EQ(last.size(), 3U);
  EXPECT_TRUE(last.at("u1").state->ended());
  EXPECT_TRUE(last.at("u2").state->ended());
  EXPECT_EQ(last.at("nobody").state.error(), Missing::kUnknown);
  EXPECT_EQ(watch.Next(), std::nullopt);
}

TEST_F(UploadWatchTest, ReportsAnEndThatNoMessageReports) {
  StartAndWait();
  AcceptAndAwait("u1");
  UploadWatch watch(*index_, {"u1"});
  Present(watch);
  AcknowledgeNext(contract::kRawStream, contract::kRawConsumer);
  const auto update = watch.Next(steady_clock::now() + kIndexPatience);
  ASSERT_TRUE(update && update->state);
  EXPECT_EQ(update->state->bucket.kind, StoreState::Kind::kSkipped);
}

TEST_F(UploadWatchTest, LosesNothingWhileNatsIsAway) {
  StartAndWait();
  const auto origin = AcceptAndAwait("u1");
  UploadWatch watch(*index_, {"u1"});
  Present(watch);
  server_.Restart();
  Store("u1", origin);
  std::optional<UploadUpdate> last;
  while (auto update = watch.Next(steady_clock::now() + kIndexPatience)) last = std::move(update);
  ASSERT_TRUE(last && last->state);
  EXPECT_TRUE(last->state->ended());
}

TEST_F(UploadWatchTest, AWaitingWatchEndsWhenItIsStopped) {
  StartAndWait();
  AcceptAndAwait("u1");
  UploadWatch watch(*index_, {"u1"});
  Present(watch);
  auto next = std::async(std::launch::async, [&watch] { return watch.Next(); });
  watch.Stop();
  EXPECT_EQ(next.get(), std::nullopt);
}

TEST_F(UploadWatchTest, ReportsThatTheIndexIsBeingBuiltAndThenTheState) {
  Accept("u1");
  Start();
  UploadWatch watch(*index_, {"u1"});
  std::optional<UploadUpdate> update;
  do {
    update = watch.Next(steady_clock::now() + kIndexPatience);
    ASSERT_TRUE(update);
  } while (!update->state && update->state.error() == Missing::kBuilding);
  ASSERT_TRUE(update->state);
  EXPECT_EQ(update->state->record.upload_id, "u1");
}

}  // namespace
}  // namespace pipeline::uploads
