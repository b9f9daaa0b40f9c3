#include "services/immudb-writer/statements.hpp"

namespace pipeline::immudb_writer {
namespace {

constexpr std::string_view kInsertChunk =
    "INSERT INTO upload_chunk (upload_id, chunk_no, chunk_sha256, batch_id, payload)";
constexpr std::size_t kChunkParameters = 5;
constexpr std::string_view kUploadColumns =
    "upload_id, original_filename, sheet_key, sender, origin, content_sha256, byte_len, "
    "chunk_count, sheet_count, sheet_row_count, accepted_at_us, stored_at_us, batch_id";
constexpr std::size_t kUploadParameters = 13;

// "(prefix) VALUES ($1,$2),($3,$4) ON CONFLICT DO NOTHING"
ledger::Statement InsertRows(std::string purpose,
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

ledger::Statement InsertChunks(std::size_t count) {
  return InsertRows(
      "insert of " + std::to_string(count) + " chunks", kInsertChunk, count, kChunkParameters);
}

ledger::Statement SelectChunksOfBatch() {
  return {"read-back of chunks",
          "SELECT upload_id, chunk_no, chunk_sha256, payload FROM upload_chunk "
          "USE INDEX ON (batch_id) WHERE batch_id = $1",
          1};
}

ledger::Statement SelectChunk() {
  return {"look-up of a chunk",
          "SELECT upload_id, chunk_no, chunk_sha256, payload FROM upload_chunk "
          "WHERE upload_id = $1 AND chunk_no = $2",
          2};
}

ledger::Statement InsertUploads(std::size_t count) {
  const std::string prefix = std::string("INSERT INTO upload (").append(kUploadColumns) + ")";
  return InsertRows(
      "insert of " + std::to_string(count) + " header rows", prefix, count, kUploadParameters);
}

ledger::Statement SelectUploadsOfBatch() {
  return {"read-back of header rows",
          SelectUploadsWhere("USE INDEX ON (batch_id) WHERE batch_id = $1"),
          1};
}

ledger::Statement SelectUpload() {
  return {"look-up of a header row", SelectUploadsWhere("WHERE upload_id = $1"), 1};
}

ledger::Statement SelectRevisions() {
  return {"look-up of a header row's history",
          "SELECT _rev FROM (HISTORY OF upload) WHERE upload_id = $1",
          1};
}

ledger::Statement SelectState() {
  return {"look-up of the database's state", "SELECT immudb_state()"};
}

}  // namespace pipeline::immudb_writer
