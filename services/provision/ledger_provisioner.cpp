#include "services/provision/ledger_provisioner.hpp"

#include <sstream>
#include <utility>

#include "libs/ledger/ledger_schema.hpp"

namespace pipeline::provision {

using base::ErrorCode;

namespace {

std::vector<LedgerUser> UsersOf(const LedgerOptions& options) {
  return {{options.writer.name, options.writer.password, kReadWrite, {"INSERT", "SELECT"}},
          {options.reader.name, options.reader.password, kReadOnly, {"SELECT"}}};
}

// The configured one, then the old ones, of which each has a line.
std::vector<std::string> AdminPasswords(const LedgerOptions& options) {
  std::vector<std::string> passwords;
  std::istringstream lines(options.admin.password + '\n' + options.old_admin_passwords);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) passwords.push_back(line);
  }
  return passwords;
}

}  // namespace

LedgerProvisioner::LedgerProvisioner(const LedgerOptions& options, Tell tell)
    : options_(options),
      users_(UsersOf(options)),
      tell_(std::move(tell)),
      admin_(options.admin_address) {}

base::Result<void> LedgerProvisioner::LogIn() {
  for (const std::string& password : AdminPasswords(options_)) {
    const auto taken = admin_.LogIn(options_.admin.name, password);
    if (!taken) return tl::make_unexpected(taken.error());
    working_password_ = *taken ? password : "";
    if (*taken) return {};
  }
  return base::Fail(ErrorCode::kPermissionDenied,
                    "immudb at " + options_.admin_address + " takes no password of user " +
                        options_.admin.name +
                        ": check IMMUDB_ADMIN_PASSWORD and IMMUDB_ADMIN_OLD_PASSWORD");
}

LedgerTables LedgerProvisioner::Tables() const {
  ledger::ImmudbOptions sql;
  sql.address = options_.sql_address;
  sql.database = options_.database;
  sql.user = options_.admin.name;
  sql.password = working_password_;
  sql.application = "provision";
  return LedgerTables(std::move(sql));
}

base::Result<std::vector<Change>> LedgerProvisioner::Plan() {
  if (auto in = LogIn(); !in) return tl::make_unexpected(std::move(in).error());
  std::vector<Change> changes;
  if (working_password_ != options_.admin.password) {
    changes.push_back(
        {"user " + options_.admin.name, "password", "the configured one", "the old one"});
  }
  const auto databases = admin_.Databases();
  if (!databases) return tl::make_unexpected(databases.error());
  const auto sync = SyncFrequencyOf(*databases, options_.database);
  Append(&changes, CompareDatabase(options_.database, options_.sync_frequency, sync));
  if (sync) {
    const auto missing = Tables().Missing();
    if (!missing) return tl::make_unexpected(missing.error());
    Append(&changes, *missing);
  } else {
    for (const auto table : ledger::kTables) changes.push_back({"table " + std::string(table)});
  }
  for (const LedgerUser& user : users_) {
    const auto different = PlanUser(user);
    if (!different) return different;
    Append(&changes, *different);
  }
  return changes;
}

base::Result<std::optional<FoundUser>> LedgerProvisioner::Find(const LedgerUser& wanted) {
  const auto users = admin_.Users();
  if (!users) return tl::make_unexpected(users.error());
  return UserOf(*users, wanted.name, options_.database);
}

base::Result<std::vector<Change>> LedgerProvisioner::PlanUser(const LedgerUser& wanted) {
  const auto found = Find(wanted);
  if (!found) return tl::make_unexpected(found.error());
  const auto accepted = admin_.Accepts(wanted.name, wanted.password);
  if (!accepted) return tl::make_unexpected(accepted.error());
  return CompareUser(wanted, *found, *accepted);
}

base::Result<void> LedgerProvisioner::Apply() {
  if (auto in = LogIn(); !in) return in;
  if (auto done = ApplyAdmin(); !done) return done;
  if (auto done = ApplyDatabase(); !done) return done;
  if (auto done = ApplyTables(); !done) return done;
  for (const LedgerUser& user : users_) {
    if (auto done = ApplyUser(user); !done) return done;
  }
  const auto rest = Plan();
  if (!rest) return tl::make_unexpected(rest.error());
  if (rest->empty()) return {};
  return base::Fail(ErrorCode::kConflict, "after it was set, " + ToText(rest->front()));
}

base::Result<void> LedgerProvisioner::ApplyAdmin() {
  if (working_password_ == options_.admin.password) return {};
  auto changed =
      admin_.ChangePassword(options_.admin.name, working_password_, options_.admin.password);
  if (!changed) return changed;
  tell_("changed user " + options_.admin.name + ": password");
  return LogIn();
}

base::Result<void> LedgerProvisioner::ApplyDatabase() {
  const auto databases = admin_.Databases();
  if (!databases) return tl::make_unexpected(databases.error());
  const auto sync = SyncFrequencyOf(*databases, options_.database);
  if (!sync) {
    auto created = admin_.CreateDatabase(options_.database, options_.sync_frequency);
    if (created) tell_("created database " + options_.database);
    return created;
  }
  if (*sync == options_.sync_frequency) return {};
  auto changed = admin_.SetSyncFrequency(options_.database, options_.sync_frequency);
  if (changed) {
    tell_("changed database " + options_.database +
          ": syncFrequency, which immudb uses from its next start on");
  }
  return changed;
}

base::Result<void> LedgerProvisioner::ApplyTables() {
  const auto missing = Tables().Missing();
  if (!missing) return tl::make_unexpected(missing.error());
  if (missing->empty()) return {};
  auto created = Tables().Create();
  if (!created) return created;
  for (const Change& change : *missing) tell_("created " + change.what);
  return {};
}

base::Result<void> LedgerProvisioner::ApplyUser(const LedgerUser& wanted) {
  const auto found = Find(wanted);
  if (!found) return tl::make_unexpected(found.error());
  const auto tell_of = [&](const char* field) { tell_("changed user " + wanted.name + field); };
  base::Result<void> done;
  if (!*found) {
    done = admin_.CreateUser(wanted.name, wanted.password, options_.database, wanted.permission);
    if (done) tell_("created user " + wanted.name);
  }
  if (*found && !(*found)->active) {
    done = admin_.Activate(wanted.name);
    if (done) tell_of(": active");
  }
  if (done && *found && (*found)->permission != wanted.permission) {
    done = admin_.SetPermission(wanted.name, options_.database, wanted.permission);
    if (done) tell_of(": permission");
  }
  if (done) done = ApplyPrivileges(wanted);
  if (done) done = ApplyPassword(wanted);
  return done;
}

base::Result<void> LedgerProvisioner::ApplyPrivileges(const LedgerUser& wanted) {
  // As they are by now: with a permission come all privileges that immudb joins to it.
  const auto found = Find(wanted);
  if (!found) return tl::make_unexpected(found.error());
  const std::set<std::string> present = *found ? (*found)->privileges : std::set<std::string>();
  const auto extra = Without(present, wanted.privileges);
  const auto missing = Without(wanted.privileges, present);
  base::Result<void> done;
  if (!extra.empty()) done = admin_.Revoke(wanted.name, options_.database, extra);
  if (done && !missing.empty()) done = admin_.Grant(wanted.name, options_.database, missing);
  if (done && (!extra.empty() || !missing.empty())) {
    tell_("changed user " + wanted.name + ": privileges");
  }
  return done;
}

base::Result<void> LedgerProvisioner::ApplyPassword(const LedgerUser& wanted) {
  const auto accepted = admin_.Accepts(wanted.name, wanted.password);
  if (!accepted) return tl::make_unexpected(accepted.error());
  if (*accepted) return {};
  auto changed = admin_.ChangePassword(wanted.name, "", wanted.password);
  if (changed) tell_("changed user " + wanted.name + ": password");
  return changed;
}

base::Result<std::vector<Change>> LedgerProvisioner::Overwritten() {
  if (auto in = LogIn(); !in) return tl::make_unexpected(std::move(in).error());
  const auto databases = admin_.Databases();
  if (!databases) return tl::make_unexpected(databases.error());
  if (!SyncFrequencyOf(*databases, options_.database)) return std::vector<Change>();
  auto missing = Tables().Missing();
  if (!missing) return missing;
  // Plan() reports missing ones.
  if (!missing->empty()) return std::vector<Change>();
  return Tables().Overwritten();
}

}  // namespace pipeline::provision
