#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "common/contract/topology.hpp"
#include "libs/uploads/uploads_watch.hpp"
#include "tests/support/index_fixture.hpp"

namespace pipeline::uploads {
namespace {

using std::chrono::steady_clock;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class UploadsWatchTest : public IndexFixture {
 protected:
  // The ids of the present states, in the order in which they are told.
  static std::vector<std::string> Present(UploadsWatch& watch) {
    std::vector<std::string> ids;
    while (const auto news = watch.Next(steady_clock::now())) ids.push_back(news->upload_id);
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

TEST_F(UploadsWatchTest, TellsEachPresentStateOnceThenTheOneThatChanges) {
  StartAndWait();
  AcceptAndAwait("u1");
  const auto origin = AcceptAndAwait("u2");
  UploadsWatch watch(*index_, {"u1", "u2", "u1"});
  EXPECT_THAT(Present(watch), ElementsAre("u1", "u2"));
  EXPECT_THAT(Present(watch), IsEmpty());
  Publish("safeInputsExtractedSubset.a", "u2", origin);
  const auto news = watch.Next(steady_clock::now() + kIndexPatience);
  ASSERT_TRUE(news);
  EXPECT_EQ(news->upload_id, "u2");
  ASSERT_TRUE(news->state);
  EXPECT_TRUE(news->state->record.extracted);
}

TEST_F(UploadsWatchTest, EndsWithTheLastOfThem) {
  StartAndWait();
  const auto first = AcceptAndAwait("u1");
  const auto second = AcceptAndAwait("u2");
  UploadsWatch watch(*index_, {"u1", "u2", "nobody"});
  std::map<std::string, UploadNews> last;
  Store("u1", first);
  Store("u2", second);
  while (auto news = watch.Next()) last.insert_or_assign(news->upload_id, *news);
  ASSERT_EQ(last.size(), 3U);
  EXPECT_TRUE(last.at("u1").state->ended());
  EXPECT_TRUE(last.at("u2").state->ended());
  EXPECT_EQ(last.at("nobody").state.error(), Missing::kUnknown);
  EXPECT_EQ(watch.Next(), std::nullopt);
}

TEST_F(UploadsWatchTest, TellsOfAnEndThatNoMessageTells) {
  StartAndWait();
  AcceptAndAwait("u1");
  UploadsWatch watch(*index_, {"u1"});
  Present(watch);
  AcknowledgeNext(contract::kRawStream, contract::kRawConsumer);
  const auto news = watch.Next(steady_clock::now() + kIndexPatience);
  ASSERT_TRUE(news && news->state);
  EXPECT_EQ(news->state->bucket.kind, StoreState::Kind::kSkipped);
}

TEST_F(UploadsWatchTest, LosesNothingWhileNatsIsAway) {
  StartAndWait();
  const auto origin = AcceptAndAwait("u1");
  UploadsWatch watch(*index_, {"u1"});
  Present(watch);
  server_.Restart();
  Store("u1", origin);
  std::optional<UploadNews> last;
  while (auto news = watch.Next(steady_clock::now() + kIndexPatience)) last = std::move(news);
  ASSERT_TRUE(last && last->state);
  EXPECT_TRUE(last->state->ended());
}

TEST_F(UploadsWatchTest, AWaitingWatchEndsWhenItIsStopped) {
  StartAndWait();
  AcceptAndAwait("u1");
  UploadsWatch watch(*index_, {"u1"});
  Present(watch);
  auto next = std::async(std::launch::async, [&watch] { return watch.Next(); });
  watch.Stop();
  EXPECT_EQ(next.get(), std::nullopt);
}

TEST_F(UploadsWatchTest, SaysWhileTheIndexIsBeingBuiltAndThenWhatThereIs) {
  Accept("u1");
  Start();
  UploadsWatch watch(*index_, {"u1"});
  std::optional<UploadNews> news;
  do {
    news = watch.Next(steady_clock::now() + kIndexPatience);
    ASSERT_TRUE(news);
  } while (!news->state && news->state.error() == Missing::kBuilding);
  ASSERT_TRUE(news->state);
  EXPECT_EQ(news->state->record.upload_id, "u1");
}

}  // namespace
}  // namespace pipeline::uploads
