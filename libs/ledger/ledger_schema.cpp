#include "libs/ledger/ledger_schema.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace pipeline::ledger {
namespace {

using base::ErrorCode;

constexpr std::string_view kCreateChunk =
    "CREATE TABLE IF NOT EXISTS upload_chunk ("
    "upload_id VARCHAR[64] NOT NULL, chunk_no INTEGER NOT NULL, "
    "chunk_sha256 VARCHAR[64] NOT NULL, batch_id VARCHAR[64] NOT NULL, payload BLOB NOT NULL, "
    "PRIMARY KEY (upload_id, chunk_no))";
constexpr std::string_view kCreateUpload =
    "CREATE TABLE IF NOT EXISTS upload ("
    "upload_id VARCHAR[64] NOT NULL, original_filename VARCHAR[512] NOT NULL, "
    "sheet_key VARCHAR[1024] NOT NULL, sender VARCHAR[512] NOT NULL, "
    "origin VARCHAR[64] NOT NULL, content_sha256 VARCHAR[64] NOT NULL, "
    "byte_len INTEGER NOT NULL, chunk_count INTEGER NOT NULL, sheet_count INTEGER NOT NULL, "
    "sheet_row_count INTEGER NOT NULL, accepted_at_us INTEGER NOT NULL, "
    "stored_at_us INTEGER NOT NULL, batch_id VARCHAR[64] NOT NULL, PRIMARY KEY (upload_id))";
// What one statement wrote is read back by one scan of this index: by primary key it would take a
// query a row, which costs more than the write.
constexpr std::string_view kIndexChunk = "CREATE INDEX IF NOT EXISTS ON upload_chunk (batch_id)";
constexpr std::string_view kIndexUpload = "CREATE INDEX IF NOT EXISTS ON upload (batch_id)";

constexpr std::string_view kChunkLayout =
    "upload_id VARCHAR[64] NOT NULL INDEXED, chunk_no INTEGER NOT NULL INDEXED, "
    "chunk_sha256 VARCHAR[64] NOT NULL, batch_id VARCHAR[64] NOT NULL INDEXED, "
    "payload BLOB NOT NULL";
constexpr std::string_view kUploadLayout =
    "upload_id VARCHAR[64] NOT NULL INDEXED, original_filename VARCHAR[512] NOT NULL, "
    "sheet_key VARCHAR[1024] NOT NULL, sender VARCHAR[512] NOT NULL, "
    "origin VARCHAR[64] NOT NULL, content_sha256 VARCHAR[64] NOT NULL, "
    "byte_len INTEGER NOT NULL, chunk_count INTEGER NOT NULL, sheet_count INTEGER NOT NULL, "
    "sheet_row_count INTEGER NOT NULL, accepted_at_us INTEGER NOT NULL, "
    "stored_at_us INTEGER NOT NULL, batch_id VARCHAR[64] NOT NULL INDEXED";

// One row of columns('table') in the words of ExpectedColumns(). immudb gives every INTEGER a
// length of 8, and a BLOB without a limit one of 0.
std::string DescribeColumn(const Rows& rows, std::size_t row) {
  constexpr std::size_t kName = 1;
  constexpr std::size_t kType = 2;
  constexpr std::size_t kMaxLength = 3;
  constexpr std::size_t kNullable = 4;
  constexpr std::size_t kIndexed = 6;
  std::string text(rows.Text(row, kName));
  text.append(" ").append(rows.Text(row, kType));
  if (rows.Text(row, kType) == "VARCHAR") {
    text.append("[").append(rows.Text(row, kMaxLength)).append("]");
  }
  text += rows.Text(row, kNullable) == "false" ? " NOT NULL" : "";
  text += rows.Text(row, kIndexed) == "true" ? " INDEXED" : "";
  return text;
}

// The columns as they are; kNotFound without the table.
base::Result<std::string> DescribeTable(SqlConnection& connection, std::string_view table) {
  const auto rows = connection.ExecuteSimple(SelectColumns(table));
  if (!rows) {
    return tl::make_unexpected(rows.error());
  }
  std::string columns;
  for (std::size_t row = 0; row < rows->size(); ++row) {
    columns += row == 0 ? "" : ", ";
    columns += DescribeColumn(*rows, row);
  }
  return columns;
}

// Returns the items of `list` that are not in `other`; both are separated by ", ".
std::string Missing(std::string_view list, std::string_view other) {
  std::string missing;
  while (!list.empty()) {
    const std::string item(list.substr(0, list.find(", ")));
    list.remove_prefix(std::min(list.size(), item.size() + 2));
    if ((", " + std::string(other) + ", ").find(", " + item + ", ") == std::string::npos) {
      missing.append(missing.empty() ? "" : ", ").append(item);
    }
  }
  return missing.empty() ? "nothing else" : missing;
}

}  // namespace

std::array<std::string_view, 4> SchemaStatements() {
  return {kCreateChunk, kCreateUpload, kIndexChunk, kIndexUpload};
}

std::string_view ExpectedColumns(std::string_view table) {
  return table == kChunkTable ? kChunkLayout : kUploadLayout;
}

Statement SelectColumns(std::string_view table) {
  const std::string name(table);
  return {"look-up of the columns of " + name, "SELECT * FROM columns('" + name + "')"};
}

base::Result<void> CheckTable(SqlConnection& connection, std::string_view table) {
  const std::string_view expected = ExpectedColumns(table);
  const auto columns = DescribeTable(connection, table);
  if (!columns) {
    return tl::make_unexpected(columns.error());
  }
  if (*columns == expected) {
    return {};
  }
  return base::Fail(ErrorCode::kInvalidConfiguration,
                    "table " + std::string(table) + " of the ledger: expected " +
                        Missing(expected, *columns) + "; got " + Missing(*columns, expected) +
                        " (a table of another layout has this name: use another database)");
}

namespace {

base::Result<void> CheckTables(SqlConnection& connection) {
  for (const std::string_view table : kTables) {
    if (auto checked = CheckTable(connection, table); !checked) {
      return checked;
    }
  }
  return {};
}

}  // namespace

base::Result<void> EnsureTables(SqlConnection& connection) {
  if (CheckTables(connection)) {
    return {};
  }
  for (const std::string_view statement : SchemaStatements()) {
    const auto created =
        connection.ExecuteSimple({"creation of the ledger's tables", std::string(statement)});
    if (!created && created.error().code != ErrorCode::kPermissionDenied) {
      return tl::make_unexpected(created.error());
    }
  }
  return CheckTables(connection).map_error([](base::Error error) {
    return error.code == ErrorCode::kNotFound
               ? std::move(error).Within(
                     "the ledger's tables are missing, and this user may not "
                     "create them: an administrator has to")
               : error;
  });
}

}  // namespace pipeline::ledger
