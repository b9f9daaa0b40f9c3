#include "libs/uploads/upload_event.hpp"

#include <gtest/gtest.h>

namespace pipeline::uploads {
namespace {

constexpr std::int64_t kTime = 1'700'000'000'000'000'000;
std::string HashText() { return std::string(64, 'a'); }

MessageSource Raw(std::string_view subject) {
  return {EventKind::kAccepted, subject, "safeInputsRawSheetData.", 5, kTime};
}

MessageSource Later(EventKind kind, std::string_view subject, std::string_view prefix) {
  return {kind, subject, prefix, 9, kTime + 1};
}

TEST(UploadEventTest, ReadsAnAcceptedUpload) {
  const auto event = ReadEvent(Raw("safeInputsRawSheetData.on.lab"),
                               {{"Upload-Id", "u1"},
                                {"File-Name", "a%20b.csv"},
                                {"Content-Sha256", HashText()},
                                {"Sheets", "2"},
                                {"Rows", "30"},
                                {"Nats-Msg-Size", "400"}});
  ASSERT_TRUE(event);
  EXPECT_EQ(event->upload_id, "u1");
  EXPECT_EQ(event->origin, (contract::Origin{kTime, 5}));
  EXPECT_EQ(event->sender, "on.lab");
  EXPECT_EQ(event->filename, "a b.csv");
  EXPECT_EQ(event->key, "on.lab/a_b.csv");
  EXPECT_EQ(event->sha256, HashText());
  EXPECT_EQ(event->sheets, 2U);
  EXPECT_EQ(event->rows, 30U);
  EXPECT_EQ(event->bytes, 400U);
}

TEST(UploadEventTest, ARawMessageWithoutAValidIdIsKnownByItsPlace) {
  for (const char* id : {"", "not an id", "a.b"}) {
    const auto event = ReadEvent(Raw("safeInputsRawSheetData"), {{"Upload-Id", id}});
    ASSERT_TRUE(event);
    EXPECT_EQ(event->upload_id, "5-1700000000000000000");
    EXPECT_EQ(event->sender, "");
  }
}

TEST(UploadEventTest, ARawMessageCannotChooseItsOrigin) {
  const auto event = ReadEvent(Raw("safeInputsRawSheetData"), {{"Origin", "1-1"}});
  EXPECT_EQ(event->origin, (contract::Origin{kTime, 5}));
}

TEST(UploadEventTest, TextsThatAreNotWhatTheyShouldBeAreLeftOut) {
  const auto event = ReadEvent(Raw("safeInputsRawSheetData.b@d"),
                               {{"File-Name", "%FF"}, {"Content-Sha256", "x"}, {"Sheets", "many"}});
  ASSERT_TRUE(event);
  EXPECT_EQ(event->sender, "");
  EXPECT_EQ(event->filename, "");
  EXPECT_EQ(event->key, "");
  EXPECT_EQ(event->sha256, "");
  EXPECT_FALSE(event->sheets);
}

TEST(UploadEventTest, ReadsAReceipt) {
  const auto event = ReadEvent(
      Later(EventKind::kReceipt, "safeInputsLedgerReceipt.a.csv", "safeInputsLedgerReceipt."),
      {{"Upload-Id", "u1"}, {"Origin", "7-5"}, {"Anchor-Tx-Id", "42"}, {"Anchor-Tx-Hash", "ab"}});
  ASSERT_TRUE(event);
  EXPECT_EQ(event->origin, (contract::Origin{7, 5}));
  EXPECT_EQ(event->key, "a.csv");
  EXPECT_EQ(event->transaction, "42");
  EXPECT_EQ(event->transaction_hash, "ab");
}

TEST(UploadEventTest, ReadsADeadLetter) {
  const auto event = ReadEvent(
      Later(EventKind::kDeadLetter, "safeInputsDeadLetter.extract", "safeInputsDeadLetter."),
      {{"Upload-Id", "u1"},
       {"Origin", "7-5"},
       {"Dead-Letter-Code", "not-json"},
       {"Dead-Letter-Reason", "byte 3"}});
  ASSERT_TRUE(event);
  EXPECT_EQ(event->service, "extract");
  EXPECT_EQ(event->code, "not-json");
  EXPECT_EQ(event->reason, "byte 3");
}

TEST(UploadEventTest, ARevisionOfAnotherToolCountsWithItsOwnTime) {
  const auto event = ReadEvent(Later(EventKind::kRevision, "$KV.files.a.csv", "$KV.files."),
                               {{"KV-Operation", "DEL"}});
  ASSERT_TRUE(event);
  EXPECT_EQ(event->upload_id, "");
  EXPECT_EQ(event->key, "a.csv");
  EXPECT_EQ(event->origin, (contract::Origin{kTime + 1, 0}));
}

TEST(UploadEventTest, ALaterMessageWithoutOriginBelongsToNoUpload) {
  EXPECT_FALSE(ReadEvent(
      Later(EventKind::kExtracted, "safeInputsExtractedSubset.a", "safeInputsExtractedSubset."),
      {{"Upload-Id", "u1"}}));
}

}  // namespace
}  // namespace pipeline::uploads
