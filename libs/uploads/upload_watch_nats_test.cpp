#include <gtest/gtest.h>

#include <future>

#include "common/contract/topology.hpp"
#include "libs/uploads/upload_watch.hpp"
#include "tests/support/index_fixture.hpp"

namespace pipeline::uploads {
namespace {

using Kind = StoreState::Kind;

class UploadWatchTest : public IndexFixture {
 protected:
  // The states that a watch tells until one satisfies `wanted`, which is the last of them.
  template <typename Predicate>
  static std::vector<UploadState> Until(UploadWatch& watch, Predicate wanted) {
    std::vector<UploadState> states;
    while (states.empty() || !wanted(states.back())) {
      auto next = watch.Next();
      if (!next || !*next) return {};
      states.push_back(std::move(**next));
    }
    return states;
  }
};

TEST_F(UploadWatchTest, TellsThePresentStateThenEachChangeUntilTheEnd) {
  StartAndWait();
  const auto origin = Accept("u1");
  Publish("safeInputsExtractedSubset.a", "u1", origin);
  Await("u1", [](const UploadState& state) { return state.record.extracted.has_value(); });
  UploadWatch watch(*index_, "u1");
  const auto present = watch.Next();
  ASSERT_TRUE(present && *present);
  EXPECT_TRUE((*present)->record.extracted);
  EXPECT_FALSE((*present)->record.uppercased);

  Publish("safeInputsUppercased.a", "u1", origin);
  const auto uppercased =
      Until(watch, [](const UploadState& state) { return state.record.uppercased.has_value(); });
  ASSERT_FALSE(uppercased.empty());
  Publish("$KV.safeInputsFiles.a.csv", "u1", origin);
  Publish("safeInputsLedgerReceipt.a.csv", "u1", origin, {{"Anchor-Tx-Id", "7"}});
  const auto rest = Until(watch, [](const UploadState& state) { return state.ended(); });
  ASSERT_FALSE(rest.empty());
  EXPECT_EQ(rest.back().bucket.kind, Kind::kStored);
  EXPECT_EQ(rest.back().ledger.transaction, "7");
  EXPECT_EQ(watch.Next().value(), std::nullopt);
}

TEST_F(UploadWatchTest, TellsAnEndThatNoMessageTells) {
  StartAndWait();
  Accept("u1");
  UploadWatch watch(*index_, "u1");
  ASSERT_TRUE(watch.Next());
  AcknowledgeNext(contract::kRawStream, contract::kRawConsumer);
  const auto states = Until(watch, [](const UploadState& state) { return state.ended(); });
  ASSERT_FALSE(states.empty());
  EXPECT_EQ(states.back().bucket.kind, Kind::kSkipped);
}

TEST_F(UploadWatchTest, AWaitingWatchEndsWhenItIsStopped) {
  StartAndWait();
  Accept("u1");
  UploadWatch watch(*index_, "u1");
  ASSERT_TRUE(watch.Next());
  auto next = std::async(std::launch::async, [&watch] { return watch.Next(); });
  watch.Stop();
  EXPECT_EQ(next.get().value(), std::nullopt);
}

TEST_F(UploadWatchTest, SaysWhyItCannotTell) {
  StartAndWait(1);
  EXPECT_EQ(UploadWatch(*index_, "nobody").Next().error(), Missing::kUnknown);
  Accept("u1");
  Await("u1", [](const UploadState&) { return true; });
  UploadWatch watch(*index_, "u1");
  ASSERT_TRUE(watch.Next());
  Accept("u2");
  EXPECT_EQ(watch.Next().error(), Missing::kAgedOut);
}

TEST_F(UploadWatchTest, TheNewestUploadsComeFirstPageByPage) {
  StartAndWait();
  for (const char* id : {"u1", "u2", "u3"}) Accept(id);
  Await("u3", [](const UploadState&) { return true; });
  const auto page = index_->Newest(2, std::nullopt);
  ASSERT_TRUE(page);
  ASSERT_EQ(page->size(), 2U);
  EXPECT_EQ((*page)[0].record.upload_id, "u3");
  EXPECT_EQ((*page)[1].record.upload_id, "u2");
  const auto next = index_->Newest(2, (*page)[1].record.origin);
  ASSERT_EQ(next->size(), 1U);
  EXPECT_EQ(next->front().record.upload_id, "u1");
}

}  // namespace
}  // namespace pipeline::uploads
