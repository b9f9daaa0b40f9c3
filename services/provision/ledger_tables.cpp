#include "services/provision/ledger_tables.hpp"

#include <chrono>
#include <set>
#include <string>
#include <utility>

#include "libs/ledger/ledger_schema.hpp"
#include "libs/ledger/sql_connection.hpp"

namespace pipeline::provision {

using base::ErrorCode;

namespace {

// A look at the history of every row.
constexpr std::chrono::minutes kScanDeadline{10};
constexpr int kMostIds = 20;

std::string NameOf(std::string_view table) { return "table " + std::string(table); }

// A row that was overwritten has exactly one second revision, however often it was.
std::string SecondRevisions(const std::string& columns, std::string_view table) {
  return "SELECT " + columns + " FROM (HISTORY OF " + std::string(table) + ") WHERE _rev = 2";
}

std::string Ids(const ledger::Rows& rows, std::int64_t count) {
  std::set<std::string> ids;
  for (std::size_t row = 0; row < rows.size(); ++row) ids.emplace(rows.Text(row, 0));
  std::string text = std::to_string(count) + ", of";
  for (const std::string& id : ids) text += " " + id;
  return text + (count > static_cast<std::int64_t>(rows.size()) ? " ..." : "");
}

}  // namespace

base::Result<std::vector<Change>> LedgerTables::Missing() const {
  std::vector<Change> missing;
  for (const std::string_view table : ledger::kTables) {
    auto connection = ledger::SqlConnection::Open(options_);
    if (!connection) return tl::make_unexpected(std::move(connection).error());
    auto there = ledger::CheckTable(**connection, table);
    if (there) continue;
    if (there.error().code != ErrorCode::kNotFound) {
      return tl::make_unexpected(std::move(there).error());
    }
    missing.push_back({NameOf(table)});
  }
  return missing;
}

base::Result<void> LedgerTables::Create() const {
  const auto connection = ledger::SqlConnection::Open(options_);
  if (!connection) return tl::make_unexpected(connection.error());
  return ledger::EnsureTables(**connection);
}

base::Result<std::vector<Change>> LedgerTables::Overwritten() const {
  std::vector<Change> all;
  for (const std::string_view table : ledger::kTables) {
    auto overwritten = OverwrittenIn(table);
    if (!overwritten) return overwritten;
    all.insert(all.end(), overwritten->begin(), overwritten->end());
  }
  return all;
}

base::Result<std::vector<Change>> LedgerTables::OverwrittenIn(std::string_view table) const {
  ledger::ImmudbOptions patient = options_;
  patient.deadline = kScanDeadline;
  const auto connection = ledger::SqlConnection::Open(patient);
  if (!connection) return tl::make_unexpected(connection.error());
  const std::string what = "search for overwritten rows of " + std::string(table);
  const auto counted = (*connection)->ExecuteSimple({what, SecondRevisions("COUNT(*)", table)});
  if (!counted) return tl::make_unexpected(counted.error());
  const std::int64_t count = counted->Integer(0, 0).value_or(0);
  if (count == 0) return std::vector<Change>();
  const auto rows =
      (*connection)
          ->ExecuteSimple(
              {what, SecondRevisions("upload_id", table) + " LIMIT " + std::to_string(kMostIds)});
  if (!rows) return tl::make_unexpected(rows.error());
  return std::vector<Change>{{NameOf(table), "overwritten rows", "0", Ids(*rows, count)}};
}

}  // namespace pipeline::provision
