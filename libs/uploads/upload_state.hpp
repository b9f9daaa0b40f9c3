#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/contract/provenance.hpp"

namespace pipeline::uploads {

/// Time and sequence of a stored message of an upload.
struct StageMark {
  std::int64_t time_ns = 0;
  std::uint64_t sequence = 0;

  bool operator==(const StageMark&) const = default;
};

struct RevisionMark {
  std::string key;
  std::uint64_t sequence = 0;  ///< The revision's number.
  std::int64_t time_ns = 0;

  bool operator==(const RevisionMark&) const = default;
};

struct ReceiptMark {
  std::string transaction;
  std::string transaction_hash;
  std::int64_t time_ns = 0;

  bool operator==(const ReceiptMark&) const = default;
};

struct DeadLetterMark {
  std::string service;
  std::string code;
  std::string reason;
  std::int64_t time_ns = 0;

  bool operator==(const DeadLetterMark&) const = default;
};

/// Everything known of one acceptance of an upload. Texts and optionals are empty until a message
/// says them.
struct UploadRecord {
  contract::Origin origin;
  std::string upload_id;
  std::string sender;
  std::string filename;
  std::string sha256;  ///< SHA-256 of the raw body.
  std::string key;
  std::optional<std::uint64_t> bytes;  ///< Size of the raw body.
  std::optional<std::uint64_t> sheets;
  std::optional<std::uint64_t> rows;
  std::optional<StageMark> extracted;
  std::optional<StageMark> uppercased;
  std::optional<RevisionMark> revision;
  std::optional<ReceiptMark> receipt;
  std::optional<DeadLetterMark> bucket_dead_letter;  ///< Ended its way to the bucket.
  std::optional<DeadLetterMark> ledger_dead_letter;  ///< Ended its way to the ledger.

  bool operator==(const UploadRecord&) const = default;
};

/// Knowledge beyond an upload's own messages. It distinguishes "nothing will come" from "not yet".
struct Evidence {
  /// extract has acknowledged the raw message, and all that it published before is in the record.
  bool extract_settled = false;
  /// kv-writer has acknowledged the upper-cased message, and all that it wrote before is in the
  /// record.
  bool bucket_settled = false;
  /// The bucket's revision of the same file by a newer upload.
  std::optional<RevisionMark> newer;
};

/// The result of an upload in one store.
struct StoreState {
  enum class Kind { kPending, kStored, kSuperseded, kDeadLettered, kSkipped };
  Kind kind = Kind::kPending;
  std::int64_t time_ns = 0;  ///< Time of the end; 0 while pending or unknown.
  std::string key = {};      ///< Bucket: key of the upload or of the newer one.
  std::uint64_t revision = 0;
  std::string transaction = {};
  std::string transaction_hash = {};
  std::string code = {};  ///< Code of the dead letter.
  std::string reason = {};
  std::string service = {};

  bool ended() const { return kind != Kind::kPending; }
  bool operator==(const StoreState&) const = default;
};

/// "pending", "stored", "superseded", "deadLettered", "skipped".
const char* ToString(StoreState::Kind kind);

/// An upload with its result in both stores.
struct UploadState {
  UploadRecord record;
  StoreState bucket;
  StoreState ledger;

  bool ended() const { return bucket.ended() && ledger.ended(); }
  bool operator==(const UploadState&) const = default;
};

/// Pure. A dead letter does not count where the upload was stored all the same (sent again by an
/// operator).
UploadState StateOf(const UploadRecord& record, const Evidence& evidence);

/// Whether Evidence::extract_settled could change the state.
bool MayBeSkipped(const UploadRecord& record);
/// Whether Evidence::bucket_settled could change the state.
bool MayBeSuperseded(const UploadRecord& record);

}  // namespace pipeline::uploads
