#include "libs/files/bucket_revision.hpp"

#include <gtest/gtest.h>

#include "common/base/digest.hpp"

namespace pipeline::files {
namespace {

nats::StoredMessage Stored(contract::Headers headers, std::string body) {
  return {"$KV.b.on/a.csv", 7, 1'700'000'000'123'000'000, std::move(headers), std::move(body)};
}

TEST(RevisionTest, ReadsWhatTheHeadersTell) {
  const Entry entry = ReadEntry("b",
                                Stored({{"File-Name", "%C3%A9t%C3%A9.csv"},
                                        {"Upload-Id", "u1"},
                                        {"Origin", "5-6"},
                                        {"Sender", "on"},
                                        {"Content-Sha256", "abc"},
                                        {"Sheets", "2"},
                                        {"Rows", "30"}},
                                       "{}"));
  const BucketRevision& revision = entry.revision;
  EXPECT_EQ(revision.key, "on/a.csv");
  EXPECT_EQ(revision.number, 7);
  EXPECT_EQ(revision.created_ns, 1'700'000'000'123'000'000);
  EXPECT_EQ(revision.operation, Operation::kPut);
  EXPECT_EQ(revision.filename, "été.csv");
  EXPECT_EQ(revision.upload_id, "u1");
  EXPECT_EQ(revision.origin, "5-6");
  EXPECT_EQ(revision.sender, "on");
  EXPECT_EQ(revision.sha256, "abc");
  EXPECT_EQ(revision.sheets, 2);
  EXPECT_EQ(revision.rows, 30);
  EXPECT_EQ(revision.bytes, 2);
  EXPECT_EQ(entry.value, "{}");
}

TEST(RevisionTest, LeavesOutWhatIsAbsentOrNoNumber) {
  const BucketRevision revision =
      ReadHeaders({{"Sheets", "two"}, {"Rows", "-1"}, {"File-Name", "%zz"}});
  EXPECT_EQ(revision.sheets, std::nullopt);
  EXPECT_EQ(revision.rows, std::nullopt);
  EXPECT_EQ(revision.bytes, std::nullopt);
  EXPECT_EQ(revision.filename, "");
}

TEST(RevisionTest, KnowsTheSizeOfAMessageThatCameWithoutItsBody) {
  EXPECT_EQ(ReadHeaders({{"Nats-Msg-Size", "41"}}).bytes, 41);
}

TEST(RevisionTest, TellsDeletionsFromPuts) {
  EXPECT_EQ(ReadHeaders({}).operation, Operation::kPut);
  EXPECT_EQ(ReadHeaders({{"KV-Operation", "DEL"}}).operation, Operation::kDelete);
  EXPECT_EQ(ReadHeaders({{"KV-Operation", "PURGE"}}).operation, Operation::kPurge);
  EXPECT_EQ(ReadHeaders({{"Nats-Marker-Reason", "Remove"}}).operation, Operation::kDelete);
  EXPECT_EQ(ReadHeaders({{"Nats-Marker-Reason", "MaxAge"}}).operation, Operation::kPurge);
}

TEST(RevisionTest, ComparesTheValueWithTheHashOfItsHeader) {
  const contract::Headers headers{{"Content-Sha256", base::Sha256Hex("value")}};
  EXPECT_TRUE(HasItsHash(ReadEntry("b", Stored(headers, "value"))));
  EXPECT_FALSE(HasItsHash(ReadEntry("b", Stored(headers, "valuE"))));
  EXPECT_TRUE(HasItsHash(ReadEntry("b", Stored({}, "value"))));
}

}  // namespace
}  // namespace pipeline::files
