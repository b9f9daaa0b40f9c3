#include "services/immudb-writer/upload_row.hpp"

namespace pipeline::immudb_writer {
namespace {

// The one place that knows which column is where.
template <typename Row, typename TextField, typename IntegerField>
void ForEachField(Row& row, TextField&& text, IntegerField&& integer) {
  text(row.upload_id);
  text(row.original_filename);
  text(row.sheet_key);
  text(row.sender);
  text(row.origin);
  text(row.content_sha256);
  integer(row.byte_len);
  integer(row.chunk_count);
  integer(row.sheet_count);
  integer(row.sheet_row_count);
  integer(row.accepted_at_us);
  integer(row.stored_at_us);
  text(row.batch_id);
}

}  // namespace

std::size_t ChunkCount(std::size_t bytes) { return (bytes + kChunkBytes - 1) / kChunkBytes; }

UploadRow RowOf(const LedgerUpload& upload) {
  UploadRow row;
  row.upload_id = upload.upload_id;
  row.original_filename = upload.filename;
  row.sheet_key = upload.key;
  row.sender = upload.sender;
  row.origin = upload.origin;
  row.content_sha256 = upload.content_sha256;
  row.byte_len = static_cast<std::int64_t>(upload.body.size());
  row.chunk_count = static_cast<std::int64_t>(ChunkCount(upload.body.size()));
  row.sheet_count = static_cast<std::int64_t>(upload.sheets);
  row.sheet_row_count = static_cast<std::int64_t>(upload.rows);
  row.accepted_at_us = upload.accepted_at_us;
  return row;
}

void Bind(const UploadRow& row, ledger::BoundValues& values) {
  ForEachField(
      row,
      [&values](const std::string& text) { values.Add(text); },
      [&values](std::int64_t integer) { values.AddInteger(integer); });
}

base::Result<UploadRow> ReadUploadRow(const ledger::Rows& rows, std::size_t row) {
  UploadRow read;
  std::size_t column = 0;
  bool whole_numbers = true;
  ForEachField(
      read,
      [&](std::string& text) { text = rows.Text(row, column++); },
      [&](std::int64_t& integer) {
        const auto value = rows.Integer(row, column++);
        whole_numbers = whole_numbers && value.has_value();
        integer = value.value_or(0);
      });
  if (!whole_numbers) {
    return base::Fail(base::ErrorCode::kCorrupted,
                      "header row of upload " + read.upload_id +
                          ": expected whole numbers in the INTEGER columns, got something else");
  }
  return read;
}

}  // namespace pipeline::immudb_writer
