#include "services/immudb-writer/statements.hpp"

namespace pipeline::immudb_writer {
namespace {

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

constexpr std::string_view kInsertChunk =
    "INSERT INTO upload_chunk (upload_id, chunk_no, chunk_sha256, batch_id, payload)";
constexpr std::size_t kChunkParameters = 5;
constexpr std::string_view kUploadColumns =
    "upload_id, original_filename, sheet_key, sender, origin, content_sha256, byte_len, "
    "chunk_count, sheet_count, sheet_row_count, accepted_at_us, stored_at_us, batch_id";
constexpr std::size_t kUploadParameters = 13;

/// "(prefix) VALUES ($1,$2),($3,$4) ON CONFLICT DO NOTHING"
Statement InsertRows(std::string purpose,
                     std::string_view prefix,
                     std::size_t rows,
                     std::size_t columns) {
  std::string text(prefix);
  text += " VALUES ";
  std::size_t number = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    text += row == 0 ? "(" : ",(";
    for (std::size_t column = 0; column < columns; ++column) {
      text += column == 0 ? "$" : ",$";
      text += std::to_string(++number);
    }
    text += ')';
  }
  text += " ON CONFLICT DO NOTHING";
  return {std::move(purpose), std::move(text), number};
}

std::string SelectUploadsWhere(std::string_view condition) {
  return std::string("SELECT ").append(kUploadColumns).append(" FROM upload ").append(condition);
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

Statement InsertChunks(std::size_t count) {
  return InsertRows(
      "insert of " + std::to_string(count) + " chunks", kInsertChunk, count, kChunkParameters);
}

Statement SelectChunksOfBatch() {
  return {"read-back of chunks",
          "SELECT upload_id, chunk_no, chunk_sha256, payload FROM upload_chunk "
          "USE INDEX ON (batch_id) WHERE batch_id = $1",
          1};
}

Statement SelectChunk() {
  return {"look-up of a chunk",
          "SELECT upload_id, chunk_no, chunk_sha256, payload FROM upload_chunk "
          "WHERE upload_id = $1 AND chunk_no = $2",
          2};
}

Statement InsertUploads(std::size_t count) {
  const std::string prefix = std::string("INSERT INTO upload (").append(kUploadColumns) + ")";
  return InsertRows(
      "insert of " + std::to_string(count) + " header rows", prefix, count, kUploadParameters);
}

Statement SelectUploadsOfBatch() {
  return {"read-back of header rows",
          SelectUploadsWhere("USE INDEX ON (batch_id) WHERE batch_id = $1"),
          1};
}

Statement SelectUpload() {
  return {"look-up of a header row", SelectUploadsWhere("WHERE upload_id = $1"), 1};
}

Statement SelectRevisions() {
  return {"look-up of a header row's history",
          "SELECT _rev FROM (HISTORY OF upload) WHERE upload_id = $1",
          1};
}

Statement SelectState() { return {"look-up of the database's state", "SELECT immudb_state()"}; }

}  // namespace pipeline::immudb_writer
