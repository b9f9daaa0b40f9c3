#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "libs/ledger/sql_connection.hpp"
#include "services/immudb-writer/ledger.hpp"

namespace pipeline::immudb_writer {

/// One attempt to store some uploads over one connection: all chunks, read back byte for byte; then
/// all header rows, read back; then the database's state as their anchor. Dying in between leaves
/// chunks without a header row, which nobody reads and the next attempt completes.
/// The uploads are checked, have different ids, and are kMaxRowsPerStatement at most.
struct StoreAttempt {
  ledger::SqlConnection& connection;
  std::span<const LedgerUpload* const> uploads;
  /// Gives an id that no batch ever had.
  std::function<std::string()> next_batch;
  /// One for each upload; an entry until something speaks against it.
  std::vector<LedgerAnswer> answers;
};

/// The whole attempt: an answer for each upload, in order. After an Error nothing is known.
base::Result<std::vector<LedgerAnswer>> Store(StoreAttempt attempt);

/// Its two steps. A rejected upload is left out of what follows.
base::Result<void> StoreChunks(StoreAttempt& attempt);
base::Result<void> StoreHeaders(StoreAttempt& attempt);

/// Runs `insert`, and then `select` for what that batch wrote.
base::Result<ledger::Rows> InsertAndReadBack(ledger::SqlConnection& connection,
                                             const ledger::Statement& insert,
                                             const ledger::BoundValues& values,
                                             const ledger::Statement& select,
                                             const std::string& batch);

/// A row was acknowledged and is not there: to be done again.
tl::unexpected<base::Error> Absent(const std::string& row);
/// A row is there, with something else in it than was sent.
tl::unexpected<base::Error> Altered(const std::string& row);
/// The ledger holds another upload under this one's Upload-Id.
LedgerAnswer Reused(const std::string& row);

}  // namespace pipeline::immudb_writer
