#include "services/kv-writer/last_revision.hpp"

#include <gtest/gtest.h>

namespace pipeline::kv_writer {

using pipeline::Origin;

TEST(LastRevisionTest, ReadsWhatAWriterOfOursLeft) {
  nats::StoredMessage stored;
  stored.sequence = 7;
  stored.time_ns = 99;
  stored.headers = {{"Origin", "5-3"}, {"File-Name", "caf%C3%A9.xlsx"}};
  const LastRevision last = ReadLastRevision(stored);
  EXPECT_EQ(last.revision, 7U);
  EXPECT_EQ(last.origin, (Origin{5, 3}));
  EXPECT_EQ(last.filename, "café.xlsx");
}

TEST(LastRevisionTest, CountsARevisionOfAnotherToolWithItsOwnTime) {
  nats::StoredMessage stored;
  stored.sequence = 7;
  stored.time_ns = 99;
  const LastRevision last = ReadLastRevision(stored);
  EXPECT_EQ(last.origin, (Origin{99, 0}));
  EXPECT_EQ(last.filename, "");
}

TEST(DecideTest, WritesAKeyOfWhichNothingIsKnown) {
  EXPECT_EQ(Decide(std::nullopt, Origin{5, 1}, "a"), Decision::kWrite);
}

TEST(DecideTest, WritesOverAnOlderUploadOfTheSameFile) {
  EXPECT_EQ(Decide(LastRevision{1, {4, 9}, "a"}, Origin{5, 1}, "a"), Decision::kWrite);
}

TEST(DecideTest, RecognisesItsOwnRevision) {
  EXPECT_EQ(Decide(LastRevision{1, {5, 1}, "a"}, Origin{5, 1}, "a"), Decision::kAlreadyStored);
}

TEST(DecideTest, LeavesANewerUploadAlone) {
  EXPECT_EQ(Decide(LastRevision{1, {6, 1}, "a"}, Origin{5, 1}, "a"), Decision::kSuperseded);
}

TEST(DecideTest, NeverWritesOverAFileWithAnotherNameHoweverOld) {
  EXPECT_EQ(Decide(LastRevision{1, {4, 1}, "b"}, Origin{5, 1}, "a"), Decision::kOtherFile);
}

TEST(DecideTest, ANamelessRevisionIsJudgedByItsTime) {
  EXPECT_EQ(Decide(LastRevision{1, {4, 0}, ""}, Origin{5, 1}, "a"), Decision::kWrite);
  EXPECT_EQ(Decide(LastRevision{1, {6, 0}, ""}, Origin{5, 1}, "a"), Decision::kSuperseded);
}

}  // namespace pipeline::kv_writer
