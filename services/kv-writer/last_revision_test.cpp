#include "services/kv-writer/last_revision.hpp"

#include <gtest/gtest.h>

namespace pipeline::kv_writer {

using contract::Origin;

TEST(LastRevisionTest, ReadsARevisionOfThisWriter) {
  nats::StoredMessage stored;
  stored.sequence = 7;
  stored.time_ns = 99;
  stored.headers = {{"Origin", "5-3"}, {"File-Name", "caf%C3%A9.xlsx"}};
  const LastRevision last = ReadLastRevision(stored);
  EXPECT_EQ(last.revision, 7U);
  EXPECT_EQ(last.origin, (Origin{5, 3}));
  EXPECT_EQ(last.filename, "café.xlsx");
}

TEST(LastRevisionTest, GivesARevisionOfAnotherToolItsOwnTimeAsOrigin) {
  nats::StoredMessage stored;
  stored.sequence = 7;
  stored.time_ns = 99;
  const LastRevision last = ReadLastRevision(stored);
  EXPECT_EQ(last.origin, (Origin{99, 0}));
  EXPECT_EQ(last.filename, "");
}

TEST(DecideWriteTest, WritesAnUnknownKey) {
  EXPECT_EQ(DecideWrite(std::nullopt, Origin{5, 1}, "a"), Decision::kWrite);
}

TEST(DecideWriteTest, OverwritesAnOlderUploadOfTheSameFile) {
  EXPECT_EQ(DecideWrite(LastRevision{1, {4, 9}, "a"}, Origin{5, 1}, "a"), Decision::kWrite);
}

TEST(DecideWriteTest, RecognisesItsOwnRevision) {
  EXPECT_EQ(DecideWrite(LastRevision{1, {5, 1}, "a"}, Origin{5, 1}, "a"), Decision::kAlreadyStored);
}

TEST(DecideWriteTest, KeepsANewerUpload) {
  EXPECT_EQ(DecideWrite(LastRevision{1, {6, 1}, "a"}, Origin{5, 1}, "a"), Decision::kSuperseded);
}

TEST(DecideWriteTest, NeverOverwritesAFileWithAnotherName) {
  EXPECT_EQ(DecideWrite(LastRevision{1, {4, 1}, "b"}, Origin{5, 1}, "a"), Decision::kOtherFile);
}

TEST(DecideWriteTest, ComparesANamelessRevisionByItsTime) {
  EXPECT_EQ(DecideWrite(LastRevision{1, {4, 0}, ""}, Origin{5, 1}, "a"), Decision::kWrite);
  EXPECT_EQ(DecideWrite(LastRevision{1, {6, 0}, ""}, Origin{5, 1}, "a"), Decision::kSuperseded);
}

}  // namespace pipeline::kv_writer
