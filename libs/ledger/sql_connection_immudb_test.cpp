#include <gmock/gmock.h>

#include "libs/ledger/ledger_schema.hpp"
#include "libs/ledger/sql_connection.hpp"
#include "tests/support/immudb_server.hpp"

namespace pipeline::ledger {
namespace {

using ::testing::HasSubstr;

// A server of its own with the ledger's tables, and a connection to it.
class SqlConnectionTest : public ::testing::Test {
 protected:
  SqlConnectionTest() {
    ImmudbOptions options;
    options.address = server_.address();
    connection_ = std::move(*SqlConnection::Open(options));
    EXPECT_TRUE(EnsureTables(*connection_).has_value());
  }

  base::Result<Rows> Look(const BoundValues& values) {
    return connection_->Execute(
        {"look-up", "SELECT upload_id FROM upload_chunk WHERE upload_id = $1", 1}, values);
  }

  testing::ImmudbServer server_;
  std::unique_ptr<SqlConnection> connection_;
};

// A message over 32 MiB is executed as whatever messages its bytes spell: this one spells an
// INSERT.
TEST_F(SqlConnectionTest, NeverSendsAValueThatWouldBeExecuted) {
  std::string value(std::size_t{33} << 20, '\0');
  const std::string query(
      "INSERT INTO upload_chunk (upload_id, chunk_no, chunk_sha256, batch_id, payload) "
      "VALUES ('injected', 0, '', '', x'00')");
  const std::size_t length = query.size() + 5;
  value[0] = 'Q';
  value[3] = static_cast<char>(length >> 8U);
  value[4] = static_cast<char>(length & 0xFFU);
  value.replace(5, query.size(), query);
  BoundValues values;
  values.Add(value);
  const auto refused = Look(values);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, base::ErrorCode::kTooLarge);
  EXPECT_THAT(refused.error().message, HasSubstr("at most 1048576 bytes"));
  BoundValues id;
  id.Add("injected");
  const auto found = Look(id);
  ASSERT_TRUE(found.has_value()) << found.error().message;
  EXPECT_EQ(found->size(), 0U);
}

// With fewer values than placeholders the server does not fail the statement: it dies.
TEST_F(SqlConnectionTest, NeverSendsTooFewValues) {
  const auto refused = Look(BoundValues());
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().message, HasSubstr("expected 1 values, got 0"));
  EXPECT_TRUE(server_.Running());
}

}  // namespace
}  // namespace pipeline::ledger
