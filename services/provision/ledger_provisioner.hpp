#pragma once

#include <functional>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "services/provision/change.hpp"
#include "services/provision/immudb_admin.hpp"
#include "services/provision/ledger_diff.hpp"
#include "services/provision/ledger_options.hpp"
#include "services/provision/ledger_tables.hpp"

namespace pipeline::provision {

/// Makes the ledger's database, its tables and its users what the options say: a writer that may
/// insert and read, a reader that may read. Each call may be repeated after an error. One thread at
/// a time.
class LedgerProvisioner {
 public:
  using Tell = std::function<void(const std::string&)>;

  /// `tell` gets one line for everything that was done.
  LedgerProvisioner(const LedgerOptions& options, Tell tell);

  /// Every difference; changes nothing. kPermissionDenied where immudb takes neither password of
  /// the administrator.
  base::Result<std::vector<Change>> Plan();

  /// Mends every difference and reads all of it back: kConflict where it is not as it was set.
  /// Users that are as wanted keep their sessions.
  base::Result<void> Apply();

  /// Rows that were written more than once, which immudb cannot refuse (INSERT .. ON CONFLICT DO
  /// UPDATE); one Change a table that has any. Reads the history of every row.
  base::Result<std::vector<Change>> Overwritten();

 private:
  /// With the password that works: the configured one, else the old one.
  base::Result<void> LogIn();
  base::Result<std::vector<Change>> PlanUser(const LedgerUser& wanted);
  base::Result<void> ApplyAdmin();
  base::Result<void> ApplyDatabase();
  base::Result<void> ApplyTables();
  base::Result<void> ApplyUser(const LedgerUser& wanted);
  base::Result<void> ApplyPrivileges(const LedgerUser& wanted);
  base::Result<void> ApplyPassword(const LedgerUser& wanted);
  base::Result<std::optional<FoundUser>> Find(const LedgerUser& wanted);
  LedgerTables Tables() const;

  const LedgerOptions& options_;
  const std::vector<LedgerUser> users_;
  Tell tell_;
  ImmudbAdmin admin_;
  std::string working_password_;  ///< The administrator's; empty: not logged in.
};

}  // namespace pipeline::provision
