#include "libs/uploads/upload_state.hpp"

#include <gtest/gtest.h>

namespace pipeline::uploads {
namespace {

using Kind = StoreState::Kind;

// Nothing is known beyond the messages.
Evidence Nothing() { return {}; }

TEST(UploadStateTest, IsPendingUntilAnEndIsKnown) {
  UploadRecord record;
  record.extracted = StageMark{1, 1};
  const UploadState state = StateOf(record, Nothing());
  EXPECT_EQ(state.bucket.kind, Kind::kPending);
  EXPECT_EQ(state.ledger.kind, Kind::kPending);
  EXPECT_FALSE(state.ended());
}

TEST(UploadStateTest, StoredInBothHasEnded) {
  UploadRecord record;
  record.revision = RevisionMark{"a.csv", 12, 30};
  record.receipt = ReceiptMark{"42", "ab", 40};
  const UploadState state = StateOf(record, Nothing());
  EXPECT_EQ(state.bucket.kind, Kind::kStored);
  EXPECT_EQ(state.bucket.key, "a.csv");
  EXPECT_EQ(state.bucket.revision, 12U);
  EXPECT_EQ(state.bucket.time_ns, 30);
  EXPECT_EQ(state.ledger.kind, Kind::kStored);
  EXPECT_EQ(state.ledger.transaction, "42");
  EXPECT_TRUE(state.ended());
}

TEST(UploadStateTest, ADeadLetterSaysWhy) {
  UploadRecord record;
  record.bucket_dead_letter = DeadLetterMark{"kv-writer", "too-large", "why", 50};
  const UploadState state = StateOf(record, Nothing());
  EXPECT_EQ(state.bucket.kind, Kind::kDeadLettered);
  EXPECT_EQ(state.bucket.code, "too-large");
  EXPECT_EQ(state.bucket.reason, "why");
  EXPECT_EQ(state.ledger.kind, Kind::kPending);
}

TEST(UploadStateTest, StoredAllTheSameWinsOverADeadLetter) {
  UploadRecord record;
  record.bucket_dead_letter = DeadLetterMark{"kv-writer", "too-large", "why", 50};
  record.revision = RevisionMark{"a.csv", 12, 30};
  EXPECT_EQ(StateOf(record, Nothing()).bucket.kind, Kind::kStored);
}

TEST(UploadStateTest, SkippedOnceExtractIsDoneAndNothingCame) {
  Evidence evidence;
  evidence.extract_settled = true;
  const UploadState state = StateOf({}, evidence);
  EXPECT_EQ(state.bucket.kind, Kind::kSkipped);
  EXPECT_EQ(state.ledger.kind, Kind::kSkipped);
  UploadRecord moved_on;
  moved_on.extracted = StageMark{1, 1};
  EXPECT_EQ(StateOf(moved_on, evidence).bucket.kind, Kind::kPending);
}

TEST(UploadStateTest, SupersededNeedsBothTheAcknowledgementAndTheNewerRevision) {
  UploadRecord record;
  record.uppercased = StageMark{1, 1};
  Evidence evidence;
  evidence.newer = RevisionMark{"a.csv", 13, 60};
  EXPECT_EQ(StateOf(record, evidence).bucket.kind, Kind::kPending);
  evidence.bucket_settled = true;
  EXPECT_EQ(StateOf(record, evidence).bucket.kind, Kind::kSuperseded);
  EXPECT_EQ(StateOf(record, evidence).bucket.revision, 13U);
  EXPECT_EQ(StateOf(record, evidence).ledger.kind, Kind::kPending);
  evidence.newer.reset();
  EXPECT_EQ(StateOf(record, evidence).bucket.kind, Kind::kPending);
}

}  // namespace
}  // namespace pipeline::uploads
