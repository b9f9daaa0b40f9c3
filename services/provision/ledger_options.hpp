#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "common/base/options.hpp"

namespace pipeline::provision {

/// A user of the ledger as it is to be.
struct LedgerUserOptions {
  std::string name;
  std::string password;
  std::string password_file;  ///< Wins over `password`, once the options are parsed.
};

/// Address of the ledger, and the database and users wanted in it.
struct LedgerOptions {
  std::string admin_address = "127.0.0.1:8080";  ///< host:port of immudb's REST. Empty: no ledger.
  std::string sql_address = "127.0.0.1:5432";    ///< host:port of its PostgreSQL protocol.
  std::string database = "ledger";
  std::chrono::milliseconds sync_frequency{4};
  LedgerUserOptions admin{.name = "immudb", .password = "immudb", .password_file = {}};
  std::string old_admin_passwords;  ///< One a line, tried in this order.
  std::string old_admin_password_file;
  LedgerUserOptions writer{.name = "ledgerwriter", .password = {}, .password_file = {}};
  LedgerUserOptions reader{.name = "ledgerreader", .password = {}, .password_file = {}};
};

/// Registers IMMUDB_*; `target` outlives Parse().
void AddLedgerOptions(base::Options& options, LedgerOptions* target);

/// Each answers what is wrong, or nothing. Pure.
using LedgerRule = std::string (*)(const LedgerOptions& options);
std::vector<LedgerRule> LedgerRules();

}  // namespace pipeline::provision
