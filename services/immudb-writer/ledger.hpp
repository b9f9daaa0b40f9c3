#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.hpp"
#include "common/contract/rejection.hpp"

namespace pipeline::immudb_writer {

/// One accepted upload, as the ledger keeps it. The owner of `body` keeps it alive during the call.
struct LedgerUpload {
  std::string upload_id;
  std::string filename;  ///< Decoded, valid UTF-8.
  std::string key;
  std::string sender;  ///< Empty without one.
  std::string origin;
  std::string content_sha256;  ///< Hex, of `body`; checked.
  std::string_view body;
  std::size_t sheets = 0;
  std::size_t rows = 0;
  std::int64_t accepted_at_us = 0;  ///< Microseconds since 1970, UTC.
};

/// A state of the whole database at which the row was there: it lies at or before this transaction.
/// Whoever keeps it can later tell whether the history before it was rewritten.
struct Anchor {
  std::uint64_t tx_id = 0;
  std::string tx_hash;  ///< Hex.
};

enum class LedgerState {
  kStored,        ///< This call wrote the header row.
  kAlreadyStored  ///< An earlier call or another writer did, with the same bytes.
};

struct LedgerEntry {
  LedgerState state = LedgerState::kStored;
  Anchor anchor;
  std::size_t chunks = 0;
  std::int64_t stored_at_us = 0;  ///< Of the header row, by the clock of its writer.
};

/// Result of one upload: its entry, or why the ledger can never hold it (kUploadIdReused,
/// kLedgerLimit, kHashMismatch).
using LedgerAnswer = contract::Checked<LedgerEntry>;

/// An append-only store in which each Upload-Id is kept once.
class Ledger {
 public:
  virtual ~Ledger() = default;

  /// Stores each upload once and reads it back: an answer for each, in their order. An Error is for
  /// the whole batch and no upload's fault: any part of it may be stored, so hand in the same batch
  /// again; that makes no second row.
  virtual base::Result<std::vector<LedgerAnswer>> Store(std::span<const LedgerUpload> batch) = 0;

  /// Whether the ledger answers a query with a bound value in time.
  virtual base::Result<void> Probe() = 0;
};

}  // namespace pipeline::immudb_writer
