#include <gmock/gmock.h>

#include "libs/ledger/ledger_schema.hpp"
#include "services/immudb-writer/immudb_ledger.hpp"
#include "tests/support/immudb_server.hpp"
#include "tests/support/ledger_fixture.hpp"

namespace pipeline::immudb_writer {
namespace {

using ::testing::HasSubstr;

class LedgerSchemaTest : public ::testing::Test {
 protected:
  void Run(const std::string& statement) {
    pqxx::connection connection(server_.connection_string());
    pqxx::nontransaction(connection).exec(statement);
  }

  // A user who may read and nothing else.
  ledger::ImmudbOptions Reader() {
    Run("CREATE USER reader WITH PASSWORD 'Abcd123!x' READ");
    ledger::ImmudbOptions options = OptionsFor(server_);
    options.user = "reader";
    options.password = "Abcd123!x";
    return options;
  }

  testing::ImmudbServer server_;
};

TEST_F(LedgerSchemaTest, CreatesTheTablesOnce) {
  ImmudbLedger ledger(OptionsFor(server_));
  ASSERT_TRUE(ledger.EnsureSchema().has_value());
  EXPECT_TRUE(ledger.EnsureSchema().has_value());
  EXPECT_TRUE(ImmudbLedger(OptionsFor(server_)).EnsureSchema().has_value());
  EXPECT_TRUE(ledger.Probe().has_value());
}

TEST_F(LedgerSchemaTest, NamesTheColumnsThatDiffer) {
  Run("CREATE TABLE upload (upload_id VARCHAR[32] NOT NULL, batch_id VARCHAR[64] NOT NULL, "
      "extra BLOB, PRIMARY KEY (upload_id))");
  const auto ensured = ImmudbLedger(OptionsFor(server_)).EnsureSchema();
  ASSERT_FALSE(ensured.has_value());
  EXPECT_EQ(ensured.error().code, base::ErrorCode::kInvalidConfiguration);
  EXPECT_FALSE(ensured.error().retryable);
  EXPECT_THAT(ensured.error().message,
              HasSubstr("table upload of the ledger: expected upload_id "
                        "VARCHAR[64] NOT NULL INDEXED, "));
  EXPECT_THAT(ensured.error().message,
              HasSubstr("got upload_id VARCHAR[32] NOT NULL INDEXED, extra BLOB ("));
}

TEST_F(LedgerSchemaTest, WaitsForTablesThatTheUserMayNotCreate) {
  ImmudbLedger restricted(Reader());
  const auto missing = restricted.EnsureSchema();
  ASSERT_FALSE(missing.has_value());
  EXPECT_TRUE(missing.error().retryable);
  EXPECT_THAT(missing.error().message, HasSubstr("an administrator has to"));
  ASSERT_TRUE(ImmudbLedger(OptionsFor(server_)).EnsureSchema().has_value());
  EXPECT_TRUE(restricted.EnsureSchema().has_value());
}

TEST_F(LedgerSchemaTest, TakesAMissingRightForNobodysUpload) {
  ASSERT_TRUE(ImmudbLedger(OptionsFor(server_)).EnsureSchema().has_value());
  ImmudbLedger restricted(Reader());
  const LedgerUpload upload = SampleUpload("id-1", "body");
  const auto stored = restricted.Store({&upload, 1});
  ASSERT_FALSE(stored.has_value());
  EXPECT_EQ(stored.error().code, base::ErrorCode::kPermissionDenied);
}

// No column of ours is too narrow for an upload that passed the check; a narrower one stands in for
// whatever limit the server may have that we do not know of.
TEST_F(LedgerSchemaTest, StoresTheRestOfABatchOfWhichTheServerRefusesOne) {
  std::string create(ledger::SchemaStatements()[1]);
  const std::string wide = "original_filename VARCHAR[512]";
  create.replace(create.find(wide), wide.size(), "original_filename VARCHAR[20]");
  Run(std::string(ledger::SchemaStatements()[0]));
  Run(create);
  Run(std::string(ledger::SchemaStatements()[2]));
  Run(std::string(ledger::SchemaStatements()[3]));
  std::vector<LedgerUpload> batch{
      SampleUpload("id-1", "a"), SampleUpload("id-2", "b"), SampleUpload("id-3", "c")};
  batch[1].filename = "a name of more than twenty bytes.xlsx";
  ImmudbLedger ledger(OptionsFor(server_));
  const auto answers = ledger.Store(batch);
  ASSERT_TRUE(answers.has_value()) << answers.error().message;
  EXPECT_TRUE((*answers)[0].has_value());
  ASSERT_FALSE((*answers)[1].has_value());
  EXPECT_EQ((*answers)[1].error().code, contract::RejectionCode::kLedgerLimit);
  EXPECT_THAT((*answers)[1].error().message, HasSubstr("max length exceeded"));
  EXPECT_TRUE((*answers)[2].has_value());
}

TEST_F(LedgerSchemaTest, SaysThatThePasswordIsWrong) {
  ledger::ImmudbOptions options = OptionsFor(server_);
  options.password = "wrong";
  const auto ensured = ImmudbLedger(options).EnsureSchema();
  ASSERT_FALSE(ensured.has_value());
  EXPECT_EQ(ensured.error().code, base::ErrorCode::kInvalidConfiguration);
  EXPECT_FALSE(ensured.error().retryable);
  EXPECT_THAT(ensured.error().message, HasSubstr("check IMMUDB_USER and IMMUDB_PASSWORD"));
  EXPECT_EQ(ensured.error().message.find("wrong"), std::string::npos);
}

TEST_F(LedgerSchemaTest, WaitsForADatabaseThatIsNotThereYet) {
  ledger::ImmudbOptions options = OptionsFor(server_);
  options.database = "ledger";
  const auto ensured = ImmudbLedger(options).EnsureSchema();
  ASSERT_FALSE(ensured.has_value());
  EXPECT_TRUE(ensured.error().retryable);
  EXPECT_THAT(ensured.error().message, HasSubstr("the database must be created"));
}

}  // namespace
}  // namespace pipeline::immudb_writer
