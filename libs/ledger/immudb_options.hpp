#pragma once

#include <chrono>
#include <string>

#include "common/base/error.hpp"
#include "common/base/options.hpp"

namespace pipeline::ledger {

/// Address and login of the ledger's database.
struct ImmudbOptions {
  std::string address = "127.0.0.1:5432";  ///< host:port of immudb's PostgreSQL protocol.
  std::string database = "defaultdb";
  std::string user = "immudb";
  std::string password = "immudb";
  std::string password_file;             ///< Wins over `password`, once the options are parsed.
  std::string application = "pipeline";  ///< What a session says that it is.
  /// The longest that one statement may take before the connection is given up.
  std::chrono::milliseconds deadline = std::chrono::seconds(10);
};

/// Registers IMMUDB_ADDRESS, _DATABASE, _USER, _PASSWORD and _PASSWORD_FILE; `target` outlives
/// Parse().
void AddImmudbOptions(base::Options& options, ImmudbOptions* target);

/// The connection string for libpq. kInvalidConfiguration if the address is not host:port,
/// [IPv6]:port or host.
base::Result<std::string> ConnectionString(const ImmudbOptions& options);

}  // namespace pipeline::ledger
