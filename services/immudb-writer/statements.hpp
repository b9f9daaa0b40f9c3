#pragma once

#include <cstddef>

#include "common/immudb/statement.hpp"

namespace pipeline::immudb_writer {

/// `count` rows of (upload_id, chunk_no, chunk_sha256, batch_id, payload).
immudb::Statement InsertChunks(std::size_t count);
/// batch_id -> upload_id, chunk_no, chunk_sha256, payload of what that batch wrote.
immudb::Statement SelectChunksOfBatch();
/// upload_id, chunk_no -> the same columns.
immudb::Statement SelectChunk();

/// `count` rows of the columns of UploadRow.
immudb::Statement InsertUploads(std::size_t count);
/// batch_id -> the columns of UploadRow, of what that batch wrote.
immudb::Statement SelectUploadsOfBatch();
/// upload_id -> the same columns.
immudb::Statement SelectUpload();
/// upload_id -> one row a revision; more than one means that the row was overwritten.
immudb::Statement SelectRevisions();

/// -> tx_id, tx_hash in columns 1 and 2. Through the simple protocol only.
immudb::Statement SelectState();

}  // namespace pipeline::immudb_writer
