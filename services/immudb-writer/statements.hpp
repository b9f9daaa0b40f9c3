#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace pipeline::immudb_writer {

/// SQL that immudb is sent. Its text never holds a value, and is kept short: immudb runs some sixty
/// regular expressions over it at every execution.
struct Statement {
  std::string purpose;  ///< For messages: "insert of 3 chunks".
  std::string text;
  std::size_t parameters = 0;  ///< How many values have to be bound.
};

/// The names of the tables are their version: another layout gets other names, because immudb
/// cannot change a table through this protocol.
inline constexpr std::string_view kUploadTable = "upload";
inline constexpr std::string_view kChunkTable = "upload_chunk";

/// Creates what is not there. Each does nothing where it is.
std::array<std::string_view, 4> SchemaStatements();

/// The columns that the table must have, worded as `upload_id VARCHAR[64] INDEXED, ...`, in order.
std::string_view ExpectedColumns(std::string_view table);
Statement SelectColumns(std::string_view table);

/// `count` rows of (upload_id, chunk_no, chunk_sha256, batch_id, payload).
Statement InsertChunks(std::size_t count);
/// batch_id -> upload_id, chunk_no, chunk_sha256, payload of what that batch wrote.
Statement SelectChunksOfBatch();
/// upload_id, chunk_no -> the same columns.
Statement SelectChunk();

/// `count` rows of the columns of UploadRow.
Statement InsertUploads(std::size_t count);
/// batch_id -> the columns of UploadRow, of what that batch wrote.
Statement SelectUploadsOfBatch();
/// upload_id -> the same columns.
Statement SelectUpload();
/// upload_id -> one row a revision; more than one means that the row was overwritten.
Statement SelectRevisions();

/// -> tx_id, tx_hash in columns 1 and 2. Through the simple protocol only.
Statement SelectState();

}  // namespace pipeline::immudb_writer
