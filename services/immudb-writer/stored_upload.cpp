#include "services/immudb-writer/stored_upload.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>

#include "common/base/digest.hpp"
#include "common/base/json.hpp"
#include "common/base/time.hpp"
#include "services/immudb-writer/statements.hpp"

namespace pipeline::immudb_writer {
namespace {

// The bytes of all chunks that the header row counts, in order; a missing one adds nothing.
base::Result<std::string> ReadBody(ledger::SqlConnection& connection, const UploadRow& header) {
  constexpr std::size_t kChunkPayload = 3;
  std::string body;
  for (std::int64_t number = 0; number < header.chunk_count; ++number) {
    ledger::BoundValues key;
    key.Add(header.upload_id);
    key.AddInteger(number);
    const auto rows = connection.Execute(SelectChunk(), key);
    if (!rows) {
      return tl::make_unexpected(rows.error());
    }
    if (rows->size() == 1) {
      body += rows->Blob(0, kChunkPayload).value_or("");
    }
  }
  return body;
}

}  // namespace

base::Result<std::optional<StoredUpload>> ReadStoredUpload(ledger::SqlConnection& connection,
                                                           std::string_view upload_id) {
  ledger::BoundValues id;
  id.Add(upload_id);
  const auto rows = connection.Execute(SelectUpload(), id);
  if (!rows) {
    return tl::make_unexpected(rows.error());
  }
  if (rows->size() == 0) {
    return std::nullopt;
  }
  StoredUpload stored;
  auto header = ReadUploadRow(*rows, 0);
  if (!header) {
    return tl::make_unexpected(std::move(header).error());
  }
  stored.header = std::move(*header);
  const auto body = ReadBody(connection, stored.header);
  if (!body) {
    return tl::make_unexpected(body.error());
  }
  stored.chunks_sha256 = base::Sha256Hex(*body);
  const auto revisions = connection.Execute(SelectRevisions(), id);
  if (!revisions) {
    return tl::make_unexpected(revisions.error());
  }
  stored.revisions = revisions->size();
  return stored;
}

std::string ToJson(const StoredUpload& upload) {
  const UploadRow& row = upload.header;
  nlohmann::ordered_json json{
      {"uploadId", row.upload_id}, {"filename", row.original_filename}, {"key", row.sheet_key}};
  if (!row.sender.empty()) {
    json["sender"] = row.sender;
  }
  json.update({{"origin", row.origin},
               {"contentSha256", row.content_sha256},
               {"bytes", row.byte_len},
               {"chunks", row.chunk_count},
               {"sheets", row.sheet_count},
               {"rows", row.sheet_row_count},
               {"acceptedAt", base::FormatTime(row.accepted_at_us * 1000)},
               {"storedAt", base::FormatTime(row.stored_at_us * 1000)},
               {"batch", row.batch_id},
               {"revisions", upload.revisions},
               {"chunksSha256", upload.chunks_sha256},
               {"contentMatches", upload.content_matches()}});
  return base::JsonText(json);
}

}  // namespace pipeline::immudb_writer
