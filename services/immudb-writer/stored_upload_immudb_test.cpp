#include <gmock/gmock.h>

#include "services/immudb-writer/stored_upload.hpp"
#include "tests/support/ledger_fixture.hpp"

namespace pipeline::immudb_writer {
namespace {

using ::testing::HasSubstr;

class StoredUploadTest : public LedgerFixture {};

TEST_F(StoredUploadTest, FindsNothingUnderAnUnknownId) {
  const auto found = ledger_.FindUpload("nobody");
  ASSERT_TRUE(found.has_value()) << found.error().message;
  EXPECT_FALSE(found->has_value());
}

TEST_F(StoredUploadTest, ShowsAnUploadAsJson) {
  LedgerUpload upload = SampleUpload("id-1", "body");
  upload.sender = "bc";
  ASSERT_TRUE(StoreOne(upload).has_value());
  const std::string json = ToJson(Find("id-1"));
  EXPECT_THAT(json, HasSubstr(R"("sender":"bc")"));
  EXPECT_THAT(json, HasSubstr(R"("acceptedAt":"2025-11-24T16:00:00.000Z")"));
  EXPECT_THAT(json, HasSubstr(R"("revisions":1)"));
  EXPECT_THAT(json, HasSubstr(R"("contentMatches":true)"));
  EXPECT_EQ(json.find('\n'), std::string::npos) << "one object a line";
}

TEST_F(StoredUploadTest, ShowsThatAHeaderRowWasOverwritten) {
  ASSERT_TRUE(StoreOne(SampleUpload("id-1", "body")).has_value());
  pqxx::connection connection(server_.connection_string());
  pqxx::nontransaction(connection)
      .exec("UPDATE upload SET content_sha256 = 'forged' WHERE upload_id = 'id-1'");
  const StoredUpload stored = Find("id-1");
  EXPECT_FALSE(stored.content_matches());
  EXPECT_EQ(stored.revisions, 2U);
}

}  // namespace
}  // namespace pipeline::immudb_writer
