#include "libs/uploads/newest_revisions.hpp"

#include <gtest/gtest.h>

#include "common/contract/sheet_key.hpp"

namespace pipeline::uploads {
namespace {

UploadRecord Upload(const std::string& filename, std::int64_t time_ns) {
  UploadRecord record;
  record.filename = filename;
  record.origin = {time_ns, 1};
  return record;
}

TEST(NewestRevisionsTest, ANewerUploadOfTheSameFileIsFound) {
  NewestRevisions revisions(10);
  revisions.Add({"a.csv", 7, 100}, {50, 1}, "a.csv");
  const auto newer = revisions.NewerThan(Upload("a.csv", 40));
  ASSERT_TRUE(newer);
  EXPECT_EQ(newer->sequence, 7U);
  EXPECT_FALSE(revisions.NewerThan(Upload("a.csv", 50)));
  EXPECT_FALSE(revisions.NewerThan(Upload("b.csv", 40)));
}

TEST(NewestRevisionsTest, EqualTimesAreComparedBySequence) {
  NewestRevisions revisions(10);
  revisions.Add({"a.csv", 7, 100}, {50, 2}, "a.csv");
  EXPECT_TRUE(revisions.NewerThan(Upload("a.csv", 50)));
}

TEST(NewestRevisionsTest, AnotherFileUnderTheSameKeyDoesNotCount) {
  NewestRevisions revisions(10);
  revisions.Add({"a_b", 7, 100}, {50, 1}, "a b");
  EXPECT_FALSE(revisions.NewerThan(Upload("a?b", 40)));
}

TEST(NewestRevisionsTest, TheAlternativeKeyCounts) {
  NewestRevisions revisions(10);
  revisions.Add({contract::AlternativeKeyOf("", "a?b"), 9, 100}, {50, 1}, "a?b");
  const auto newer = revisions.NewerThan(Upload("a?b", 40));
  ASSERT_TRUE(newer);
  EXPECT_EQ(newer->sequence, 9U);
}

TEST(NewestRevisionsTest, WhatAnotherToolWroteCountsWhateverItsFile) {
  NewestRevisions revisions(10);
  revisions.Add({"a.csv", 7, 100}, {100, 0}, "");
  EXPECT_TRUE(revisions.NewerThan(Upload("a.csv", 40)));
}

TEST(NewestRevisionsTest, AnOlderRevisionThatIsSeenLaterChangesNothing) {
  NewestRevisions revisions(10);
  revisions.Add({"a.csv", 8, 100}, {60, 1}, "a.csv");
  revisions.Add({"a.csv", 7, 90}, {50, 1}, "a.csv");
  EXPECT_EQ(revisions.NewerThan(Upload("a.csv", 55))->sequence, 8U);
}

TEST(NewestRevisionsTest, KeepsTheNewestWhereThereAreTooMany) {
  NewestRevisions revisions(10);
  for (int i = 1; i <= 100; ++i) {
    const std::string name = std::to_string(i);
    revisions.Add({name, static_cast<std::uint64_t>(i), i}, {i, 1}, name);
  }
  EXPECT_LE(revisions.size(), 20U);
  EXPECT_TRUE(revisions.NewerThan(Upload("100", 1)));
  EXPECT_FALSE(revisions.NewerThan(Upload("1", 0)));
}

}  // namespace
}  // namespace pipeline::uploads
