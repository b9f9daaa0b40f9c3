#include <gtest/gtest.h>

#include "common/contract/topology.hpp"
#include "libs/uploads/upload_index.hpp"
#include "tests/support/index_fixture.hpp"

namespace pipeline::uploads {
namespace {

using contract::Origin;
using Kind = StoreState::Kind;

class UploadIndexTest : public IndexFixture {};

TEST_F(UploadIndexTest, AnUploadIsKnownAtOnceAfterItsAcceptance) {
  StartAndWait(1000);
  // Many times, because the index has often seen the message before the receipt is here.
  for (int i = 0; i < 1000; ++i) {
    const std::string id = "u" + std::to_string(i);
    ASSERT_TRUE(jetstream_->PublishAndWait(
        {contract::kRawStream, {{contract::kUploadIdHeader, id}}, "{}"}));
    ASSERT_TRUE(index_->Find(id)) << id;
  }
  const auto unknown = index_->Find("nobody");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error(), Missing::kUnknown);
}

TEST_F(UploadIndexTest, FollowsAnUploadToBothStores) {
  StartAndWait();
  const Origin origin = Accept("u1");
  Publish("safeInputsExtractedSubset.a.csv", "u1", origin);
  Publish("safeInputsUppercased.a.csv", "u1", origin);
  const auto revision = Publish("$KV.safeInputsFiles.a.csv", "u1", origin);
  Publish("safeInputsLedgerReceipt.a.csv",
          "u1",
          origin,
          {{contract::kAnchorTxIdHeader, "42"}, {contract::kAnchorTxHashHeader, "abcd"}});
  const UploadState state = Await("u1", [](const UploadState& now) { return now.ended(); });
  EXPECT_EQ(state.record.origin, origin);
  EXPECT_TRUE(state.record.extracted && state.record.uppercased);
  EXPECT_EQ(state.record.bytes, 2U);
  EXPECT_EQ(state.bucket.kind, Kind::kStored);
  EXPECT_EQ(state.bucket.revision, revision.sequence);
  EXPECT_EQ(state.bucket.key, "a.csv");
  EXPECT_EQ(state.ledger.kind, Kind::kStored);
  EXPECT_EQ(state.ledger.transaction, "42");
  EXPECT_EQ(state.ledger.transaction_hash, "abcd");
}

TEST_F(UploadIndexTest, IsRebuiltFromTheStreams) {
  const Origin origin = Accept("u1");
  Publish("safeInputsExtractedSubset.a.csv", "u1", origin);
  Publish("$KV.safeInputsFiles.a.csv", "u1", origin);
  StartAndWait();
  const auto state = index_->Find("u1");
  ASSERT_TRUE(state);
  EXPECT_TRUE(state->record.extracted);
  EXPECT_EQ(state->bucket.kind, Kind::kStored);
}

TEST_F(UploadIndexTest, KeepsTheLastUploadsAndKnowsThatOthersWere) {
  for (int i = 1; i <= 6; ++i) Accept("u" + std::to_string(i));
  StartAndWait(2);
  EXPECT_TRUE(index_->Find("u6"));
  EXPECT_TRUE(index_->Find("u5"));
  const auto old = index_->Find("u1");
  ASSERT_FALSE(old);
  EXPECT_EQ(old.error(), Missing::kAgedOut);
}

TEST_F(UploadIndexTest, SupersededOnlyOnceKvWriterIsDoneAndTheKeyHoldsANewerUpload) {
  StartAndWait();
  const Origin older = Accept("older");
  const Origin newer = Accept("newer");
  Publish("safeInputsUppercased.a.csv", "older", older);
  const auto revision = Publish("$KV.safeInputsFiles.a.csv", "newer", newer);
  Await("newer", [](const UploadState& now) { return now.bucket.kind == Kind::kStored; });
  EXPECT_EQ(index_->Find("older")->bucket.kind, Kind::kPending);
  AcknowledgeNext(contract::kUppercasedStream, contract::kBucketConsumer);
  const UploadState state =
      Await("older", [](const UploadState& now) { return now.bucket.ended(); });
  EXPECT_EQ(state.bucket.kind, Kind::kSuperseded);
  EXPECT_EQ(state.bucket.revision, revision.sequence);
  EXPECT_EQ(state.ledger.kind, Kind::kPending);
}

TEST_F(UploadIndexTest, SkippedOnceExtractAcknowledgedAndNothingCame) {
  StartAndWait();
  Accept("u1");
  EXPECT_EQ(index_->Find("u1")->bucket.kind, Kind::kPending);
  AcknowledgeNext(contract::kRawStream, contract::kRawConsumer);
  const UploadState state = Await("u1", [](const UploadState& now) { return now.ended(); });
  EXPECT_EQ(state.bucket.kind, Kind::kSkipped);
  EXPECT_EQ(state.ledger.kind, Kind::kSkipped);
}

TEST_F(UploadIndexTest, ADeadLetterOfExtractEndsBothStores) {
  StartAndWait();
  const Origin origin = Accept("u1");
  Publish("safeInputsDeadLetter.extract",
          "u1",
          origin,
          {{contract::kDeadLetterCodeHeader, "not-json"},
           {contract::kDeadLetterReasonHeader, "byte 1"}});
  const UploadState state = Await("u1", [](const UploadState& now) { return now.ended(); });
  EXPECT_EQ(state.bucket.kind, Kind::kDeadLettered);
  EXPECT_EQ(state.ledger.kind, Kind::kDeadLettered);
  EXPECT_EQ(state.ledger.code, "not-json");
  EXPECT_EQ(state.ledger.service, "extract");
}

TEST_F(UploadIndexTest, TheNewestUploadsComeFirstPageByPage) {
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
