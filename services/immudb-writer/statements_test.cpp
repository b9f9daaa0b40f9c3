#include "services/immudb-writer/statements.hpp"

#include <gtest/gtest.h>

#include "libs/ledger/ledger_schema.hpp"
#include "services/immudb-writer/upload_row.hpp"

namespace pipeline::immudb_writer {
namespace {

// The highest N of the $N in `text`; 0 unless they count up from 1 without a gap.
std::size_t Placeholders(const std::string& text) {
  std::size_t count = 0;
  for (auto at = text.find('$'); at != std::string::npos; at = text.find('$', at + 1)) {
    if (std::stoul(text.substr(at + 1)) != ++count) {
      return 0;
    }
  }
  return count;
}

TEST(StatementsTest, CountTheirPlaceholders) {
  for (const std::size_t rows : {1U, 2U, 50U}) {
    EXPECT_EQ(Placeholders(InsertChunks(rows).text), InsertChunks(rows).parameters);
    EXPECT_EQ(InsertChunks(rows).parameters, 5 * rows);
    EXPECT_EQ(Placeholders(InsertUploads(rows).text), InsertUploads(rows).parameters);
    EXPECT_EQ(InsertUploads(rows).parameters, 13 * rows);
  }
  for (const ledger::Statement& statement : {SelectChunksOfBatch(),
                                             SelectChunk(),
                                             SelectUploadsOfBatch(),
                                             SelectUpload(),
                                             SelectRevisions(),
                                             SelectState(),
                                             ledger::SelectColumns(ledger::kUploadTable)}) {
    EXPECT_EQ(Placeholders(statement.text), statement.parameters) << statement.text;
  }
}

TEST(StatementsTest, HaveAValueForEachColumnOfAHeaderRow) {
  ledger::BoundValues values;
  Bind(UploadRow{}, values);
  EXPECT_EQ(values.count(), InsertUploads(1).parameters);
}

TEST(StatementsTest, NeverUpdateAndNeverReturnRowsFromAnInsert) {
  for (const ledger::Statement& statement : {InsertChunks(2), InsertUploads(2)}) {
    EXPECT_TRUE(statement.text.starts_with("INSERT INTO upload"));
    EXPECT_TRUE(statement.text.ends_with("ON CONFLICT DO NOTHING"));
    EXPECT_EQ(statement.text.find("RETURNING"), std::string::npos);
  }
}

}  // namespace
}  // namespace pipeline::immudb_writer
