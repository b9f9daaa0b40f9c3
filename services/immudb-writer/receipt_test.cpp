#include "services/immudb-writer/receipt.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_upload.hpp"

namespace pipeline::immudb_writer {
namespace {

LedgerEntry Entry() { return {LedgerState::kStored, {42, "aa11"}, 1, 1764000000123000}; }

TEST(ReceiptTest, SaysWhatIsStoredWhereAndUnderWhichAnchor) {
  EXPECT_EQ(
      MakeReceipt(SampleUpload("id-1", "{}"), Entry(), {"defaultdb", "upload"}),
      R"({"uploadId":"id-1","filename":"report.xlsx","key":"report.xlsx",)"
      R"("origin":"1764000000000000000-1",)"
      R"("contentSha256":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",)"
      R"("bytes":2,"chunks":1,"sheets":2,"rows":30,"storedAt":"2025-11-24T16:00:00.123Z",)"
      R"("anchor_tx_id":42,"anchor_tx_hash":"aa11","database":"defaultdb","table":"upload"})");
}

TEST(ReceiptTest, NamesTheSenderWhereThereIsOne) {
  LedgerUpload upload = SampleUpload("id-1", "{}");
  upload.sender = "bc";
  const std::string receipt = MakeReceipt(upload, Entry(), {"defaultdb", "upload"});
  EXPECT_NE(receipt.find(R"("sender":"bc")"), std::string::npos) << receipt;
}

TEST(ReceiptTest, EscapesAFileName) {
  LedgerUpload upload = SampleUpload("id-1", "{}");
  upload.filename = "a\"b\n\u00e9.xlsx";
  const std::string receipt = MakeReceipt(upload, Entry(), {"defaultdb", "upload"});
  EXPECT_NE(receipt.find("\"a\\\"b\\n\u00e9.xlsx\""), std::string::npos) << receipt;
}

}  // namespace
}  // namespace pipeline::immudb_writer
