#include "services/immudb-writer/store_attempt.hpp"

#include <utility>

#include "services/immudb-writer/statements.hpp"

namespace pipeline::immudb_writer {
namespace {

base::Result<Anchor> ReadAnchor(ledger::SqlConnection& connection) {
  constexpr std::size_t kTxId = 1;
  constexpr std::size_t kTxHash = 2;
  const auto rows = connection.ExecuteSimple(SelectState());
  if (!rows) {
    return tl::make_unexpected(rows.error());
  }
  const auto tx_id = rows->size() == 1 ? rows->Integer(0, kTxId) : std::nullopt;
  if (!tx_id || *tx_id <= 0 || rows->Text(0, kTxHash).empty()) {
    return base::Fail(base::ErrorCode::kInternal,
                      "immudb_state(): expected one row with a transaction's id and hash",
                      true);
  }
  return Anchor{static_cast<std::uint64_t>(*tx_id), std::string(rows->Text(0, kTxHash))};
}

}  // namespace

base::Result<std::vector<LedgerAnswer>> Store(StoreAttempt attempt) {
  attempt.answers.assign(attempt.uploads.size(), LedgerEntry{});
  if (const auto stored = StoreChunks(attempt).and_then([&] { return StoreHeaders(attempt); });
      !stored) {
    return tl::make_unexpected(stored.error());
  }
  const auto anchor = ReadAnchor(attempt.connection);
  if (!anchor) {
    return tl::make_unexpected(anchor.error());
  }
  for (LedgerAnswer& answer : attempt.answers) {
    if (answer) {
      answer->anchor = *anchor;
    }
  }
  return std::move(attempt.answers);
}

base::Result<ledger::Rows> InsertAndReadBack(ledger::SqlConnection& connection,
                                             const ledger::Statement& insert,
                                             const ledger::BoundValues& values,
                                             const ledger::Statement& select,
                                             const std::string& batch) {
  if (auto inserted = connection.Execute(insert, values); !inserted) {
    return inserted;
  }
  ledger::BoundValues of_batch;
  of_batch.Add(batch);
  return connection.Execute(select, of_batch);
}

tl::unexpected<base::Error> Absent(const std::string& row) {
  return base::Fail(base::ErrorCode::kInternal,
                    row + ": immudb acknowledged the row, but does not hold it",
                    true);
}

tl::unexpected<base::Error> Altered(const std::string& row) {
  return base::Fail(
      base::ErrorCode::kCorrupted,
      row + ": immudb gave back something else than it was given; it must be checked");
}

LedgerAnswer Reused(const std::string& row) {
  return tl::make_unexpected(contract::Rejection{
      contract::RejectionCode::kUploadIdReused,
      row + ": the ledger holds other bytes, or another sender's, under this Upload-Id"});
}

}  // namespace pipeline::immudb_writer
