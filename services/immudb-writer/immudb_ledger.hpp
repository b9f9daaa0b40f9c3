#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.hpp"
#include "libs/ledger/immudb_options.hpp"
#include "libs/ledger/sql_connection.hpp"
#include "services/immudb-writer/ledger.hpp"
#include "services/immudb-writer/stored_upload.hpp"

namespace pipeline::immudb_writer {

/// The ledger in immudb, over its PostgreSQL protocol and one connection, which is opened when it
/// is needed and dropped after every Error. Does not wait or retry: that is the caller's. A session
/// that immudb lost, a conflict and a statement that hangs longer than the deadline are retryable
/// Errors. Safe from any thread; calls run one after the other.
class ImmudbLedger : public Ledger {
 public:
  explicit ImmudbLedger(ledger::ImmudbOptions options);

  /// Creates the tables where they are missing and the user may, and checks their columns.
  /// kInvalidConfiguration: wrong password, or a table of another layout. Retryable: the server or
  /// the database is not there yet, or somebody else has to create the tables.
  base::Result<void> EnsureSchema();

  /// Not retryable only where somebody has to act first (rights, damaged data); it is the fault of
  /// no upload then either.
  base::Result<std::vector<LedgerAnswer>> Store(std::span<const LedgerUpload> batch) override;

  base::Result<void> Probe() override;

  /// The header row of an upload and what its chunks say today; nothing for an unknown id. Reads
  /// the whole body.
  base::Result<std::optional<StoredUpload>> FindUpload(std::string_view upload_id);

 private:
  /// Runs `call` with the connection, opened if need be; drops the connection if it fails.
  template <typename Call>
  auto WithConnection(Call&& call) -> decltype(call(std::declval<ledger::SqlConnection&>()));

  base::Result<std::vector<LedgerAnswer>> StoreDistinct(std::span<const LedgerUpload* const> part);
  base::Result<std::vector<LedgerAnswer>> StoreOneByOne(std::span<const LedgerUpload* const> part);
  std::string NextBatchId();

  ledger::ImmudbOptions options_;
  std::string batch_prefix_;
  std::uint64_t batches_ = 0;
  std::mutex mutex_;
  std::unique_ptr<ledger::SqlConnection> connection_;
};

}  // namespace pipeline::immudb_writer
