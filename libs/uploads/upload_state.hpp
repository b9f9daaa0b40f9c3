#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "libs/uploads/upload_record.hpp"

namespace pipeline::uploads {

/// What is known beyond an upload's own messages, so that "nothing came" can be told from "not
/// yet".
struct Evidence {
  /// extract has acknowledged the raw message, and all that it published before is in the record.
  bool extract_settled = false;
  /// kv-writer has acknowledged the upper-cased message, and all that it wrote before is in the
  /// record.
  bool bucket_settled = false;
  /// The revision of the same file, by a newer upload, that the bucket holds.
  std::optional<Revision> newer;
};

/// What became of an upload in one store.
struct StoreState {
  enum class Kind { kPending, kStored, kSuperseded, kDeadLettered, kSkipped };
  Kind kind = Kind::kPending;
  std::int64_t time_ns = 0;  ///< Of its end; 0 while it is pending or where no message tells.
  std::string key = {};      ///< Bucket: where it is, or where the newer upload is.
  std::uint64_t revision = 0;
  std::string transaction = {};
  std::string transaction_hash = {};
  std::string code = {};  ///< Of the dead letter.
  std::string reason = {};
  std::string service = {};

  bool ended() const { return kind != Kind::kPending; }
  bool operator==(const StoreState&) const = default;
};

/// "pending", "stored", "superseded", "deadLettered", "skipped".
const char* ToString(StoreState::Kind kind);

/// An upload as people ask for it.
struct UploadState {
  UploadRecord record;
  StoreState bucket;
  StoreState ledger;

  bool ended() const { return bucket.ended() && ledger.ended(); }
  bool operator==(const UploadState&) const = default;
};

/// Pure. A dead letter is not the end where the upload was stored all the same (sent again by an
/// operator).
UploadState StateOf(const UploadRecord& record, const Evidence& evidence);

/// Whether Evidence::extract_settled, or ::bucket_settled, could change the state.
bool MayBeSkipped(const UploadRecord& record);
bool MayBeSuperseded(const UploadRecord& record);

}  // namespace pipeline::uploads
