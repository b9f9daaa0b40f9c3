#include "libs/uploads/upload_table.hpp"

#include <gtest/gtest.h>

#include "common/contract/sheet_key.hpp"

namespace pipeline::uploads {
namespace {

UploadEvent Event(EventKind kind, const std::string& id, std::int64_t time_ns) {
  UploadEvent event;
  event.kind = kind;
  event.upload_id = id;
  event.origin = {time_ns, 1};
  event.time_ns = time_ns;
  event.sequence = static_cast<std::uint64_t>(time_ns);
  return event;
}

UploadEvent DeadLetterOf(const std::string& service) {
  UploadEvent event = Event(EventKind::kDeadLetter, "u1", 1);
  event.service = service;
  event.code = "code-of-" + service;
  return event;
}

TEST(UploadTableTest, StagesMayComeInAnyOrder) {
  UploadTable table(10);
  UploadEvent revision = Event(EventKind::kRevision, "u1", 1);
  revision.key = "a.csv";
  revision.sequence = 12;
  table.Apply(revision);
  table.Apply(Event(EventKind::kUppercased, "u1", 1));
  UploadEvent accepted = Event(EventKind::kAccepted, "u1", 1);
  accepted.filename = "a.csv";
  accepted.sha256 = "hash";
  accepted.bytes = 30;
  table.Apply(accepted);

  const UploadRecord* record = table.Find("u1");
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(table.size(), 1U);
  EXPECT_EQ(record->filename, "a.csv");
  EXPECT_EQ(record->key, "a.csv");
  EXPECT_EQ(record->sha256, "hash");
  EXPECT_EQ(record->bytes, 30U);
  EXPECT_TRUE(record->uppercased);
  EXPECT_FALSE(record->extracted);
  EXPECT_EQ(record->revision->sequence, 12U);
}

TEST(UploadTableTest, OnlyTheRawBodysHashIsTheUploads) {
  UploadTable table(10);
  UploadEvent extracted = Event(EventKind::kExtracted, "u1", 1);
  extracted.sha256 = "of the extracted body";
  table.Apply(extracted);
  EXPECT_EQ(table.Find("u1")->sha256, "");
}

TEST(UploadTableTest, AnIdAcceptedAgainStandsForItsNewestAcceptance) {
  UploadTable table(10);
  table.Apply(Event(EventKind::kAccepted, "u1", 5));
  table.Apply(Event(EventKind::kAccepted, "u1", 9));
  table.Apply(Event(EventKind::kAccepted, "u1", 5));
  table.Apply(Event(EventKind::kExtracted, "u1", 5));
  const UploadRecord* record = table.Find("u1");
  EXPECT_EQ(record->origin.time_ns, 9);
  EXPECT_FALSE(record->extracted);
}

TEST(UploadTableTest, WhatIsOlderThanTheLastOnesAgesOut) {
  UploadTable table(2);
  for (int i = 1; i <= 3; ++i) {
    table.Apply(Event(EventKind::kAccepted, "u" + std::to_string(i), i));
  }
  EXPECT_EQ(table.Find("u1"), nullptr);
  EXPECT_EQ(table.FindEvicted("u1"), 0U);
  EXPECT_NE(table.Find("u2"), nullptr);
  EXPECT_FALSE(table.FindEvicted("u2"));
  EXPECT_FALSE(table.FindEvicted("u9"));
  EXPECT_EQ(table.size(), 2U);
}

TEST(UploadTableTest, MessagesOfEvictedUploadsDoNotBringThemBack) {
  UploadTable table(2);
  for (int i = 1; i <= 3; ++i) {
    table.Apply(Event(EventKind::kAccepted, "u" + std::to_string(i), i));
  }
  table.Apply(Event(EventKind::kExtracted, "u1", 1));
  EXPECT_EQ(table.Find("u1"), nullptr);
  EXPECT_NE(table.Find("u2"), nullptr);
}

TEST(UploadTableTest, AnIdWhoseOlderAcceptanceAgesOutStaysKnown) {
  UploadTable table(2);
  table.Apply(Event(EventKind::kAccepted, "u1", 1));
  table.Apply(Event(EventKind::kAccepted, "u1", 2));
  table.Apply(Event(EventKind::kAccepted, "u2", 3));
  EXPECT_NE(table.Find("u1"), nullptr);
  EXPECT_FALSE(table.FindEvicted("u1"));
}

TEST(UploadTableTest, TellsTheNewestFirstPageByPage) {
  UploadTable table(10);
  for (int i = 1; i <= 5; ++i) {
    table.Apply(Event(EventKind::kAccepted, "u" + std::to_string(i), i));
  }
  const auto page = table.Newest(2, std::nullopt);
  ASSERT_EQ(page.size(), 2U);
  EXPECT_EQ(page[0].upload_id, "u5");
  EXPECT_EQ(page[1].upload_id, "u4");
  const auto next = table.Newest(9, page[1].origin);
  ASSERT_EQ(next.size(), 3U);
  EXPECT_EQ(next[0].upload_id, "u3");
  EXPECT_EQ(next[2].upload_id, "u1");
  EXPECT_TRUE(table.Newest(9, next[2].origin).empty());
}

TEST(UploadTableTest, ADeadLetterOfAStepEndsBothStores) {
  for (const char* service : {"extract", "uppercase", "a-step-of-yours"}) {
    UploadTable table(2);
    table.Apply(DeadLetterOf(service));
    EXPECT_TRUE(table.Find("u1")->bucket_dead_letter) << service;
    EXPECT_TRUE(table.Find("u1")->ledger_dead_letter) << service;
  }
}

TEST(UploadTableTest, ADeadLetterOfAWriterEndsItsOwnStore) {
  UploadTable table(2);
  table.Apply(DeadLetterOf("kv-writer"));
  EXPECT_EQ(table.Find("u1")->bucket_dead_letter->code, "code-of-kv-writer");
  EXPECT_FALSE(table.Find("u1")->ledger_dead_letter);
  table.Apply(DeadLetterOf("immudb-writer"));
  EXPECT_EQ(table.Find("u1")->ledger_dead_letter->code, "code-of-immudb-writer");
  EXPECT_EQ(table.Find("u1")->bucket_dead_letter->code, "code-of-kv-writer");
}

TEST(UploadTableTest, ARevisionOfAnotherToolIsNoUpload) {
  UploadTable table(2);
  UploadEvent foreign = Event(EventKind::kRevision, "", 100);
  foreign.key = "a.csv";
  table.Apply(foreign);
  EXPECT_EQ(table.size(), 0U);
  UploadEvent accepted = Event(EventKind::kAccepted, "u1", 1);
  accepted.filename = "a.csv";
  table.Apply(accepted);
  EXPECT_TRUE(table.NewerRevisionThan(*table.Find("u1")));
}

TEST(EvictedUploadsTest, RemembersTheLatestUpToItsCapacity) {
  EvictedUploads ids(2);
  ids.Add("a", 1);
  ids.Add("b", 0);
  EXPECT_EQ(ids.Find("a"), 1U);
  ids.Add("c", 3);
  EXPECT_FALSE(ids.Find("a"));
  EXPECT_EQ(ids.Find("b"), 0U);
  EXPECT_EQ(ids.Find("c"), 3U);
  EXPECT_FALSE(ids.Find("d"));
}

UploadRecord RecordOf(const std::string& filename, std::int64_t time_ns) {
  UploadRecord record;
  record.filename = filename;
  record.origin = {time_ns, 1};
  return record;
}

TEST(NewestRevisionsTest, ANewerUploadOfTheSameFileIsFound) {
  NewestRevisions revisions(10);
  revisions.Add({"a.csv", 7, 100}, {50, 1}, "a.csv");
  const auto newer = revisions.NewerThan(RecordOf("a.csv", 40));
  ASSERT_TRUE(newer);
  EXPECT_EQ(newer->sequence, 7U);
  EXPECT_FALSE(revisions.NewerThan(RecordOf("a.csv", 50)));
  EXPECT_FALSE(revisions.NewerThan(RecordOf("b.csv", 40)));
}

TEST(NewestRevisionsTest, EqualTimesAreComparedBySequence) {
  NewestRevisions revisions(10);
  revisions.Add({"a.csv", 7, 100}, {50, 2}, "a.csv");
  EXPECT_TRUE(revisions.NewerThan(RecordOf("a.csv", 50)));
}

TEST(NewestRevisionsTest, AnotherFileUnderTheSameKeyDoesNotCount) {
  NewestRevisions revisions(10);
  revisions.Add({"a_b", 7, 100}, {50, 1}, "a b");
  EXPECT_FALSE(revisions.NewerThan(RecordOf("a?b", 40)));
}

TEST(NewestRevisionsTest, TheAlternativeKeyCounts) {
  NewestRevisions revisions(10);
  revisions.Add({contract::AlternativeKeyOf("", "a?b"), 9, 100}, {50, 1}, "a?b");
  const auto newer = revisions.NewerThan(RecordOf("a?b", 40));
  ASSERT_TRUE(newer);
  EXPECT_EQ(newer->sequence, 9U);
}

TEST(NewestRevisionsTest, WhatAnotherToolWroteCountsWhateverItsFile) {
  NewestRevisions revisions(10);
  revisions.Add({"a.csv", 7, 100}, {100, 0}, "");
  EXPECT_TRUE(revisions.NewerThan(RecordOf("a.csv", 40)));
}

TEST(NewestRevisionsTest, AnOlderRevisionThatIsSeenLaterChangesNothing) {
  NewestRevisions revisions(10);
  revisions.Add({"a.csv", 8, 100}, {60, 1}, "a.csv");
  revisions.Add({"a.csv", 7, 90}, {50, 1}, "a.csv");
  EXPECT_EQ(revisions.NewerThan(RecordOf("a.csv", 55))->sequence, 8U);
}

TEST(NewestRevisionsTest, KeepsTheNewestWhereThereAreTooMany) {
  NewestRevisions revisions(10);
  for (int i = 1; i <= 100; ++i) {
    const std::string name = std::to_string(i);
    revisions.Add({name, static_cast<std::uint64_t>(i), i}, {i, 1}, name);
  }
  EXPECT_LE(revisions.size(), 20U);
  EXPECT_TRUE(revisions.NewerThan(RecordOf("100", 1)));
  EXPECT_FALSE(revisions.NewerThan(RecordOf("1", 0)));
}

}  // namespace
}  // namespace pipeline::uploads
