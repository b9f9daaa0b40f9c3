#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "common/base/error.hpp"
#include "libs/ledger/bound_values.hpp"
#include "libs/ledger/sql_connection.hpp"
#include "services/immudb-writer/ledger.hpp"

namespace pipeline::immudb_writer {

/// Every chunk but the last has this many bytes. Never changes under these tables' names: a retry
/// must cut the same chunks.
inline constexpr std::size_t kChunkBytes = ledger::kMaxValueBytes;

/// The header row of an upload: written last, so that where it is, all chunks are. Its fields are
/// the columns of the table `upload`, in order.
struct UploadRow {
  std::string upload_id;
  std::string original_filename;
  std::string sheet_key;
  std::string sender;
  std::string origin;
  std::string content_sha256;
  std::int64_t byte_len = 0;
  std::int64_t chunk_count = 0;
  std::int64_t sheet_count = 0;
  std::int64_t sheet_row_count = 0;
  std::int64_t accepted_at_us = 0;
  std::int64_t stored_at_us = 0;
  std::string batch_id;  ///< Host and process that wrote it, and in which statement.

  bool operator==(const UploadRow&) const = default;
};

/// The row of `upload`, but for who stores it when: stored_at_us, batch_id.
UploadRow RowOf(const LedgerUpload& upload);

/// The number of chunks of a body of `bytes`.
std::size_t ChunkCount(std::size_t bytes);

void Bind(const UploadRow& row, ledger::BoundValues& values);

/// The row that stands at `row` of a look-up of header rows. kCorrupted where a number is none.
base::Result<UploadRow> ReadUploadRow(const ledger::Rows& rows, std::size_t row);

}  // namespace pipeline::immudb_writer
