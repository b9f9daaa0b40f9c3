#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"
#include "libs/files/bucket_revision.hpp"
#include "libs/uploads/upload_index.hpp"

namespace pipeline::api {

/// The ledger's receipt of one upload. Texts are empty where it lacks them.
struct LedgerReceipt {
  std::string upload_id;
  std::string transaction;       ///< The ledger's state at or after the row: its number,
  std::string transaction_hash;  ///< and its hash.
  std::string stored_at;         ///< RFC 3339.
  std::string database;
  std::string table;
  std::string sha256;  ///< Hash of the value.
};

/// Finds the ledger's receipts of revisions. Thread-safe; JetStream and index outlive it.
class LedgerReader {
 public:
  LedgerReader(nats::JetStream& jetstream, const uploads::UploadIndex& uploads)
      : jetstream_(jetstream), uploads_(uploads) {}

  /// The receipt of each revision's upload: the last receipt of its key if it belongs to that
  /// upload, else the one in the index of uploads; nothing where neither has it. One batch.
  std::vector<base::Result<std::optional<LedgerReceipt>>> Receipts(
      const std::vector<files::BucketRevision>& revisions);

 private:
  std::optional<LedgerReceipt> FromIndex(const files::BucketRevision& revision) const;

  nats::JetStream& jetstream_;
  const uploads::UploadIndex& uploads_;
};

}  // namespace pipeline::api
