#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/error.hpp"
#include "libs/ledger/sql_connection.hpp"
#include "services/immudb-writer/upload_row.hpp"

namespace pipeline::immudb_writer {

/// An upload as the ledger holds it, without its body.
struct StoredUpload {
  UploadRow header;
  /// Hash of the bytes that its chunks hold now.
  std::string chunks_sha256;
  /// Versions of the header row: more than one means that it was overwritten.
  std::size_t revisions = 0;

  /// Whether the chunks are those that the header row speaks of.
  bool content_matches() const { return chunks_sha256 == header.content_sha256; }
};

/// Nothing for an unknown id.
base::Result<std::optional<StoredUpload>> ReadStoredUpload(ledger::SqlConnection& connection,
                                                           std::string_view upload_id);

/// Output of `immudb-writer --show`: one JSON object on one line, times as RFC 3339 in UTC.
std::string ToJson(const StoredUpload& upload);

}  // namespace pipeline::immudb_writer
