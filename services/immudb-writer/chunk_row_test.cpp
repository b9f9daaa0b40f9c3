#include "services/immudb-writer/chunk_row.hpp"

#include <gtest/gtest.h>

#include "services/immudb-writer/upload_row.hpp"
#include "tests/support/sample_upload.hpp"

namespace pipeline::immudb_writer {
namespace {

std::vector<ChunkRow> ChunksOf(const LedgerUpload& upload) {
  std::vector<ChunkRow> chunks;
  AppendChunks(3, upload, chunks);
  return chunks;
}

contract::RejectionCode CodeOf(const LedgerUpload& upload) {
  const auto checked = CheckUpload(upload);
  EXPECT_FALSE(checked.has_value());
  return checked ? contract::RejectionCode::kNotJson : checked.error().code;
}

TEST(ChunkRowTest, CutsABodyIntoChunksThatMakeItUpAgain) {
  const std::string body = SampleBody(2 * kChunkBytes + 5);
  const auto chunks = ChunksOf(SampleUpload("id", body));
  ASSERT_EQ(chunks.size(), 3U);
  std::string together;
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    EXPECT_EQ(chunks[i].number, static_cast<std::int64_t>(i));
    EXPECT_EQ(chunks[i].upload, 3U);
    EXPECT_EQ(chunks[i].sha256, base::Sha256Hex(chunks[i].bytes));
    together += chunks[i].bytes;
  }
  EXPECT_EQ(together, body);
  EXPECT_EQ(ChunkCount(body.size()), 3U);
}

TEST(ChunkRowTest, CutsAWholeChunkOnce) {
  const std::string body(kChunkBytes, 'x');
  EXPECT_EQ(ChunksOf(SampleUpload("id", body)).size(), 1U);
  EXPECT_EQ(ChunkCount(kChunkBytes), 1U);
}

TEST(ChunkRowTest, MakesNoChunkOfAnEmptyBody) {
  EXPECT_TRUE(ChunksOf(SampleUpload("id", "")).empty());
  EXPECT_EQ(ChunkCount(0), 0U);
}

TEST(ChunkRowTest, FillsAStatementWithFiftySmallRows) {
  const std::vector<ChunkRow> chunks(60, ChunkRow{0, 0, "x", ""});
  EXPECT_EQ(FirstStatement(chunks).size(), 50U);
}

TEST(ChunkRowTest, FillsAStatementWithFourMebibytes) {
  const std::string bytes(kChunkBytes, 'x');
  const std::vector<ChunkRow> chunks(9, ChunkRow{0, 0, bytes, ""});
  EXPECT_EQ(FirstStatement(chunks).size(), 4U);
  EXPECT_TRUE(FirstStatement({}).empty());
}

TEST(ChunkRowTest, AcceptsWhatTheColumnsHold) {
  const std::string id(64, 'i');
  LedgerUpload upload = SampleUpload(id, "body");
  upload.filename = std::string(512, 'f');
  EXPECT_TRUE(CheckUpload(upload).has_value());
}

TEST(ChunkRowTest, RejectsWhatAColumnCannotHold) {
  LedgerUpload upload = SampleUpload("id", "body");
  upload.filename = std::string(513, 'f');
  EXPECT_EQ(CodeOf(upload), contract::RejectionCode::kLedgerLimit);
  EXPECT_EQ(CodeOf(SampleUpload(std::string(65, 'i'), "body")),
            contract::RejectionCode::kLedgerLimit);
  EXPECT_EQ(CodeOf(SampleUpload("", "body")), contract::RejectionCode::kLedgerLimit);
}

TEST(ChunkRowTest, RejectsABodyThatIsNotTheOneOfTheHash) {
  LedgerUpload upload = SampleUpload("id", "body");
  upload.body = "bodY";
  EXPECT_EQ(CodeOf(upload), contract::RejectionCode::kHashMismatch);
}

}  // namespace
}  // namespace pipeline::immudb_writer
