#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "common/base/error.hpp"
#include "libs/ledger/immudb_options.hpp"
#include "services/provision/change.hpp"

namespace pipeline::provision {

/// The ledger's tables over immudb's PostgreSQL protocol. Each call is a session of its own.
class LedgerTables {
 public:
  explicit LedgerTables(ledger::ImmudbOptions options) : options_(std::move(options)) {}

  /// One Change a table that is missing. kInvalidConfiguration for one of another layout, which
  /// nobody can change.
  base::Result<std::vector<Change>> Missing() const;
  base::Result<void> Create() const;

  /// One Change a table with rows that were written more than once: how many, and the Upload-Ids of
  /// the first of them.
  base::Result<std::vector<Change>> Overwritten() const;

 private:
  base::Result<std::vector<Change>> OverwrittenIn(std::string_view table) const;

  const ledger::ImmudbOptions options_;
};

}  // namespace pipeline::provision
