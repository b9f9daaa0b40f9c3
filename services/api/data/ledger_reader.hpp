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

/// What the ledger's receipt says of one upload. Texts are empty where it does not say them.
struct LedgerReceipt {
  std::string upload_id;
  std::string transaction;       ///< The ledger's state at or after the row: its number,
  std::string transaction_hash;  ///< and its hash.
  std::string stored_at;         ///< RFC 3339.
  std::string database;
  std::string table;
  std::string sha256;  ///< Of the value.
};

/// Finds the ledger's receipts of revisions. Thread-safe; JetStream and index outlive it.
class LedgerReader {
 public:
  LedgerReader(nats::JetStream& jetstream, const uploads::UploadIndex& uploads)
      : jetstream_(jetstream), uploads_(uploads) {}

  /// For each revision the receipt of its upload: the last one of its key where that is it, else
  /// what the index of the last uploads knows. Nothing where neither tells. All are asked for
  /// together.
  std::vector<base::Result<std::optional<LedgerReceipt>>> Receipts(
      const std::vector<files::BucketRevision>& revisions);

 private:
  std::optional<LedgerReceipt> FromIndex(const files::BucketRevision& revision) const;

  nats::JetStream& jetstream_;
  const uploads::UploadIndex& uploads_;
};

}  // namespace pipeline::api
