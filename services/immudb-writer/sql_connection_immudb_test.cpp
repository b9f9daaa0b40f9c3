#include <gmock/gmock.h>

#include "services/immudb-writer/ledger_fixture.hpp"
#include "services/immudb-writer/sql_connection.hpp"

namespace pipeline::immudb_writer {
namespace {

using ::testing::HasSubstr;

class SqlConnectionTest : public LedgerFixture {};

// A message over 32 MiB is executed as whatever messages its bytes spell: this one spells an
// INSERT.
TEST_F(SqlConnectionTest, NeverSendsAValueThatWouldBeExecuted) {
  auto connection = SqlConnection::Open(OptionsFor(server_));
  ASSERT_TRUE(connection.has_value());
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
  const auto refused = (*connection)->Execute(SelectUpload(), values);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, base::ErrorCode::kTooLarge);
  EXPECT_THAT(refused.error().message, HasSubstr("at most 1048576 bytes"));
  BoundValues id;
  id.Add("injected");
  EXPECT_TRUE((*connection)->Execute(SelectUpload(), id).has_value());
  EXPECT_EQ(Number("SELECT COUNT(*) FROM upload_chunk"), 0);
}

// With fewer values than placeholders the server does not fail the statement: it dies.
TEST_F(SqlConnectionTest, NeverSendsTooFewValues) {
  auto connection = SqlConnection::Open(OptionsFor(server_));
  ASSERT_TRUE(connection.has_value());
  const auto refused = (*connection)->Execute(SelectUpload(), BoundValues());
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().message, HasSubstr("expected 1 values, got 0"));
  EXPECT_TRUE(ledger_.Probe().has_value());
  EXPECT_TRUE(server_.Running());
}

}  // namespace
}  // namespace pipeline::immudb_writer
