#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/immudb-writer/chunk_row.hpp"
#include "services/immudb-writer/statements.hpp"
#include "services/immudb-writer/store_attempt.hpp"

namespace pipeline::immudb_writer {
namespace {

constexpr std::size_t kUploadId = 0;
constexpr std::size_t kNumber = 1;
constexpr std::size_t kSha256 = 2;
constexpr std::size_t kPayload = 3;

std::string NameOf(const StoreAttempt& attempt, const ChunkRow& chunk) {
  return "chunk " + std::to_string(chunk.number) + " of upload " +
         attempt.uploads[chunk.upload]->upload_id;
}

bool Same(const ChunkRow& chunk, const ledger::Rows& rows, std::size_t row) {
  return rows.Text(row, kSha256) == chunk.sha256 && rows.Blob(row, kPayload) == chunk.bytes;
}

// The chunk was there before: from an attempt that broke off, from another writer, or from another
// upload of the same id.
base::Result<void> CompareWithEarlier(StoreAttempt& attempt, const ChunkRow& chunk) {
  const std::string name = NameOf(attempt, chunk);
  ledger::BoundValues key;
  key.Add(attempt.uploads[chunk.upload]->upload_id);
  key.AddInteger(chunk.number);
  const auto rows = attempt.connection.Execute(SelectChunk(), key);
  if (!rows) {
    return tl::make_unexpected(rows.error());
  }
  if (rows->size() != 1) {
    return Absent(name);
  }
  if (rows->Text(0, kSha256) != chunk.sha256) {
    attempt.answers[chunk.upload] = Reused(name);
  } else if (!Same(chunk, *rows, 0)) {
    return Altered(name);
  }
  return {};
}

base::Result<void> Compare(StoreAttempt& attempt,
                           std::span<const ChunkRow> chunks,
                           const ledger::Rows& rows) {
  std::map<std::pair<std::string_view, std::int64_t>, std::size_t> written;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    written[{rows.Text(row, kUploadId), rows.Integer(row, kNumber).value_or(-1)}] = row;
  }
  for (const ChunkRow& chunk : chunks) {
    const auto row = written.find({attempt.uploads[chunk.upload]->upload_id, chunk.number});
    if (row == written.end()) {
      if (auto compared = CompareWithEarlier(attempt, chunk); !compared) {
        return compared;
      }
    } else if (!Same(chunk, rows, row->second)) {
      return Altered(NameOf(attempt, chunk));
    }
  }
  return {};
}

base::Result<void> StoreTogether(StoreAttempt& attempt, std::span<const ChunkRow> chunks) {
  const std::string batch = attempt.next_batch();
  ledger::BoundValues values;
  for (const ChunkRow& chunk : chunks) {
    values.Add(attempt.uploads[chunk.upload]->upload_id);
    values.AddInteger(chunk.number);
    values.Add(chunk.sha256);
    values.Add(batch);
    values.Add(chunk.bytes);
  }
  const auto rows = InsertAndReadBack(
      attempt.connection, InsertChunks(chunks.size()), values, SelectChunksOfBatch(), batch);
  return rows ? Compare(attempt, chunks, *rows) : tl::make_unexpected(rows.error());
}

}  // namespace

base::Result<void> StoreChunks(StoreAttempt& attempt) {
  std::vector<ChunkRow> chunks;
  for (std::size_t i = 0; i < attempt.uploads.size(); ++i) {
    AppendChunks(i, *attempt.uploads[i], chunks);
  }
  std::span<const ChunkRow> rest = chunks;
  while (!rest.empty()) {
    if (!attempt.answers[rest.front().upload]) {
      rest = rest.subspan(1);
      continue;
    }
    const auto together = FirstStatement(rest);
    if (auto stored = StoreTogether(attempt, together); !stored) {
      return stored;
    }
    rest = rest.subspan(together.size());
  }
  return {};
}

}  // namespace pipeline::immudb_writer
