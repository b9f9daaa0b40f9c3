#pragma once

#include <cstddef>

#include "libs/ledger/statement.hpp"

namespace pipeline::immudb_writer {

/// `count` rows of (upload_id, chunk_no, chunk_sha256, batch_id, payload).
ledger::Statement InsertChunks(std::size_t count);
/// batch_id -> upload_id, chunk_no, chunk_sha256, payload of what that batch wrote.
ledger::Statement SelectChunksOfBatch();
/// upload_id, chunk_no -> the same columns.
ledger::Statement SelectChunk();

/// `count` rows of the columns of UploadRow.
ledger::Statement InsertUploads(std::size_t count);
/// batch_id -> the columns of UploadRow, of what that batch wrote.
ledger::Statement SelectUploadsOfBatch();
/// upload_id -> the same columns.
ledger::Statement SelectUpload();
/// upload_id -> one row a revision; more than one means that the row was overwritten.
ledger::Statement SelectRevisions();

/// -> tx_id, tx_hash in columns 1 and 2. Through the simple protocol only.
ledger::Statement SelectState();

}  // namespace pipeline::immudb_writer
