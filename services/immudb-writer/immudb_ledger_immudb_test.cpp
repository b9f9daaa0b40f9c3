#include <thread>

#include "common/base/digest.hpp"
#include "services/immudb-writer/immudb_ledger.hpp"
#include "services/immudb-writer/statements.hpp"
#include "services/immudb-writer/upload_row.hpp"
#include "tests/support/ledger_fixture.hpp"

namespace pipeline::immudb_writer {
namespace {

class ImmudbLedgerTest : public LedgerFixture {};

TEST_F(ImmudbLedgerTest, StoresAnUploadAndReadsItBack) {
  LedgerUpload upload = SampleUpload("id-1", "{\"a\":1}");
  upload.sender = "bc.hospital";
  const auto answer = StoreOne(upload);
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->state, LedgerState::kStored);
  EXPECT_EQ(answer->chunks, 1U);
  EXPECT_GT(answer->anchor.tx_id, 0U);
  EXPECT_EQ(answer->anchor.tx_hash.size(), 64U);

  const StoredUpload stored = Find("id-1");
  EXPECT_TRUE(stored.content_matches());
  EXPECT_EQ(stored.revisions, 1U);
  EXPECT_EQ(stored.header.original_filename, "report.xlsx");
  EXPECT_EQ(stored.header.sender, "bc.hospital");
  EXPECT_EQ(stored.header.origin, "1764000000000000000-1");
  EXPECT_EQ(stored.header.byte_len, 7);
  EXPECT_EQ(stored.header.sheet_count, 2);
  EXPECT_EQ(stored.header.sheet_row_count, 30);
  EXPECT_EQ(stored.header.accepted_at_us, 1764000000000000);
  EXPECT_EQ(stored.header.stored_at_us, answer->stored_at_us);
}

TEST_F(ImmudbLedgerTest, AnswersASecondTimeWithoutASecondRow) {
  const LedgerUpload upload = SampleUpload("id-1", "body");
  const auto first = StoreOne(upload);
  const auto second = StoreOne(upload);
  ASSERT_TRUE(first.has_value() && second.has_value());
  EXPECT_EQ(second->state, LedgerState::kAlreadyStored);
  EXPECT_EQ(second->stored_at_us, first->stored_at_us);
  EXPECT_EQ(second->chunks, 1U);
  EXPECT_GE(second->anchor.tx_id, first->anchor.tx_id);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM upload"), 1);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM upload_chunk"), 1);
  EXPECT_EQ(Find("id-1").revisions, 1U);
}

TEST_F(ImmudbLedgerTest, RejectsOtherBytesUnderAStoredIdAndStoresTheRestOfTheBatch) {
  ASSERT_TRUE(StoreOne(SampleUpload("id-1", "body")).has_value());
  const std::string longer = "body" + SampleBody(3 * kChunkBytes);
  const std::vector<LedgerUpload> batch{
      SampleUpload("id-0", "before"), SampleUpload("id-1", longer), SampleUpload("id-2", "after")};
  const auto answers = ledger_.Store(batch);
  ASSERT_TRUE(answers.has_value()) << answers.error().message;
  EXPECT_TRUE((*answers)[0].has_value());
  ASSERT_FALSE((*answers)[1].has_value());
  EXPECT_EQ((*answers)[1].error().code, contract::RejectionCode::kUploadIdReused);
  EXPECT_TRUE((*answers)[2].has_value());
  EXPECT_EQ(Find("id-1").header.byte_len, 4);
  EXPECT_TRUE(Find("id-1").content_matches());
  EXPECT_EQ(Number("SELECT COUNT(*) FROM upload"), 3);
}

TEST_F(ImmudbLedgerTest, RejectsTheSameBytesOfAnotherSender) {
  ASSERT_TRUE(StoreOne(SampleUpload("id-1", "body")).has_value());
  LedgerUpload other = SampleUpload("id-1", "body");
  other.sender = "on";
  const auto answer = StoreOne(other);
  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().code, contract::RejectionCode::kUploadIdReused);
}

TEST_F(ImmudbLedgerTest, RejectsAloneWhatNoColumnHolds) {
  LedgerUpload too_long = SampleUpload("id-1", "body");
  too_long.filename = std::string(513, 'f');
  const std::vector<LedgerUpload> batch{too_long, SampleUpload("id-2", "body")};
  const auto answers = ledger_.Store(batch);
  ASSERT_TRUE(answers.has_value()) << answers.error().message;
  ASSERT_FALSE((*answers)[0].has_value());
  EXPECT_EQ((*answers)[0].error().code, contract::RejectionCode::kLedgerLimit);
  EXPECT_TRUE((*answers)[1].has_value());
}

TEST_F(ImmudbLedgerTest, KeepsAwkwardNamesByteForByte) {
  std::vector<std::string> names{"a,b.xlsx",
                                 "it's.xlsx",
                                 "\"q\".xlsx",
                                 "a;DROP TABLE upload;--",
                                 "$1",
                                 "?",
                                 "@name",
                                 "NULL",
                                 "t",
                                 "2026-11-24",
                                 "\\x41",
                                 "\\",
                                 "%s%n",
                                 "pg_class",
                                 "select version()",
                                 "SET x = 1",
                                 "caf\u00e9.xlsx",
                                 "\u65e5\u672c\u8a9e",
                                 "\U0001F600.xlsx",
                                 " lead",
                                 "trail ",
                                 "tab\there",
                                 "line\nbreak",
                                 "a/../b"};
  names.emplace_back("nul\0inside", 10);
  names.emplace_back(512, 'f');
  std::vector<LedgerUpload> batch;
  for (std::size_t i = 0; i < names.size(); ++i) {
    batch.push_back(SampleUpload("id-" + std::to_string(i), "body"));
    batch.back().filename = names[i];
  }
  const auto answers = ledger_.Store(batch);
  ASSERT_TRUE(answers.has_value()) << answers.error().message;
  for (std::size_t i = 0; i < names.size(); ++i) {
    ASSERT_TRUE((*answers)[i].has_value()) << names[i];
    EXPECT_EQ(Find(batch[i].upload_id).header.original_filename, names[i]);
  }
}

TEST_F(ImmudbLedgerTest, KeepsEveryByteValue) {
  std::string body;
  for (int value = 0; value < 256; ++value) {
    body += static_cast<char>(value);
  }
  ASSERT_TRUE(StoreOne(SampleUpload("id-1", body)).has_value());
  EXPECT_EQ(Find("id-1").chunks_sha256, base::Sha256Hex(body));
}

TEST_F(ImmudbLedgerTest, StoresAnEmptyBodyAsAHeaderRowAlone) {
  const auto answer = StoreOne(SampleUpload("id-1", ""));
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->chunks, 0U);
  EXPECT_TRUE(Find("id-1").content_matches());
  EXPECT_EQ(Number("SELECT COUNT(*) FROM upload"), 1);
}

TEST_F(ImmudbLedgerTest, StoresFiveMegabytesInChunks) {
  const std::string body = SampleBody(5'000'000);
  const auto answer = StoreOne(SampleUpload("id-1", body));
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->chunks, 5U);
  EXPECT_TRUE(Find("id-1").content_matches());
  EXPECT_EQ(Number("SELECT COUNT(*) FROM upload_chunk"), 5);
}

TEST_F(ImmudbLedgerTest, CompletesAnUploadOfWhichSomeChunksAreThere) {
  const std::string body = SampleBody(2 * kChunkBytes + 1);
  const LedgerUpload upload = SampleUpload("id-1", body);
  auto connection = ledger::SqlConnection::Open(OptionsFor(server_));
  ASSERT_TRUE(connection.has_value());
  ledger::BoundValues chunk;
  chunk.Add(upload.upload_id);
  chunk.AddInteger(1);
  chunk.Add(base::Sha256Hex(body.substr(kChunkBytes, kChunkBytes)));
  chunk.Add("a batch that broke off");
  chunk.Add(body.substr(kChunkBytes, kChunkBytes));
  ASSERT_TRUE((*connection)->Execute(InsertChunks(1), chunk).has_value());
  EXPECT_TRUE(StoreOne(upload).has_value());
  EXPECT_TRUE(Find("id-1").content_matches());
}

TEST_F(ImmudbLedgerTest, StoresTwoHundredUploadsInOneCall) {
  std::vector<std::string> bodies;
  std::vector<LedgerUpload> batch;
  bodies.reserve(200);
  batch.reserve(200);
  for (std::size_t i = 0; i < 200; ++i) {
    bodies.push_back("body " + std::to_string(i) + std::string(6000, 'x'));
  }
  for (std::size_t i = 0; i < 200; ++i) {
    batch.push_back(SampleUpload("id-" + std::to_string(i), bodies[i]));
  }
  const auto answers = ledger_.Store(batch);
  ASSERT_TRUE(answers.has_value()) << answers.error().message;
  ASSERT_EQ(answers->size(), 200U);
  for (std::size_t i = 0; i < 200; ++i) {
    ASSERT_TRUE((*answers)[i].has_value());
    EXPECT_EQ((*answers)[i]->state, LedgerState::kStored);
  }
  EXPECT_EQ(Number("SELECT COUNT(*) FROM upload"), 200);
  EXPECT_TRUE(Find("id-199").content_matches());
}

TEST_F(ImmudbLedgerTest, AnswersEachOfAnIdThatComesThriceInABatch) {
  const std::vector<LedgerUpload> batch{
      SampleUpload("id-1", "body"), SampleUpload("id-1", "body"), SampleUpload("id-1", "other")};
  const auto answers = ledger_.Store(batch);
  ASSERT_TRUE(answers.has_value()) << answers.error().message;
  ASSERT_TRUE((*answers)[0].has_value());
  EXPECT_EQ((*answers)[0]->state, LedgerState::kStored);
  ASSERT_TRUE((*answers)[1].has_value());
  EXPECT_EQ((*answers)[1]->state, LedgerState::kAlreadyStored);
  ASSERT_FALSE((*answers)[2].has_value());
  EXPECT_EQ((*answers)[2].error().code, contract::RejectionCode::kUploadIdReused);
}

TEST_F(ImmudbLedgerTest, KeepsOneHeaderRowOfTwoWriters) {
  ImmudbLedger other(OptionsFor(server_));
  const std::string body(6000, 'x');
  const auto store_all = [&body](ImmudbLedger& ledger) {
    for (int i = 0; i < 20; ++i) {
      const LedgerUpload upload = SampleUpload("id-" + std::to_string(i), body);
      auto stored = ledger.Store({&upload, 1});
      while (!stored && stored.error().code == base::ErrorCode::kConflict) {
        stored = ledger.Store({&upload, 1});
      }
      ASSERT_TRUE(stored.has_value()) << stored.error().message;
      EXPECT_TRUE(stored->front().has_value());
    }
  };
  std::thread thread([&] { store_all(other); });
  store_all(ledger_);
  thread.join();
  EXPECT_EQ(Number("SELECT COUNT(*) FROM upload"), 20);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM (HISTORY OF upload)"), 20);
  EXPECT_EQ(Number("SELECT COUNT(*) FROM (HISTORY OF upload_chunk)"), 20);
}

}  // namespace
}  // namespace pipeline::immudb_writer
