#include "services/provision/ledger_options.hpp"

#include <set>
#include <string_view>

#include "common/base/host_port.hpp"

namespace pipeline::provision {
namespace {

constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz0123456789_";
constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::size_t kLongestUser = 63;  // immudb's own limits.
constexpr std::size_t kLongestDatabase = 128;

void AddUser(base::Options& options,
             const std::string& flag,
             const std::string& variable,
             const std::string& who,
             LedgerUserOptions* target) {
  options.Text("--immudb-" + flag + "-user", "IMMUDB_" + variable + "_USER", who, &target->name);
  options.Secret("--immudb-" + flag + "-password",
                 "IMMUDB_" + variable + "_PASSWORD",
                 "Its password; better as a variable",
                 &target->password);
  options.SecretFile("--immudb-" + flag + "-password-file",
                     "IMMUDB_" + variable + "_PASSWORD_FILE",
                     "File whose content is the password; wins over the password",
                     &target->password_file,
                     &target->password);
}

std::string UserProblem(const std::string& variable, const LedgerUserOptions& user) {
  const std::string allowed = std::string(kLower) + std::string(kUpper);
  if (user.name.empty() || user.name.size() > kLongestUser ||
      user.name.find_first_not_of(allowed) != std::string::npos) {
    return "IMMUDB_" + variable + "_USER: expected 1 to 63 of A-Z a-z 0-9 _, got \"" + user.name +
           "\"";
  }
  if (user.password.empty()) {
    return "IMMUDB_" + variable + "_PASSWORD: expected it or IMMUDB_" + variable +
           "_PASSWORD_FILE (without a ledger: --without-ledger)";
  }
  return {};
}

std::string AddressProblem(const LedgerOptions& options) {
  const auto address = base::ParseHostPort(options.admin_address);
  return address ? std::string() : "IMMUDB_ADMIN_ADDRESS: " + address.error().message;
}

std::string DatabaseProblem(const LedgerOptions& options) {
  const std::string& name = options.database;
  if (name.empty() || name.size() > kLongestDatabase ||
      name.find_first_not_of(kLower) != std::string::npos) {
    return "IMMUDB_DATABASE: expected a-z 0-9 _, got \"" + name + "\"";
  }
  if (name == "defaultdb" || name == "systemdb") {
    return "IMMUDB_DATABASE: expected a database of its own: immudb lets nobody change " + name;
  }
  return {};
}

std::string SyncProblem(const LedgerOptions& options) {
  if (options.sync_frequency.count() > 0) return {};
  return "IMMUDB_SYNC_FREQUENCY: expected at least 1ms, got 0ms";
}

std::string SameUserProblem(const LedgerOptions& options) {
  const std::set<std::string> names{options.admin.name, options.writer.name, options.reader.name};
  if (names.size() == 3) return {};
  return "IMMUDB_ADMIN_USER, IMMUDB_WRITER_USER, IMMUDB_READER_USER: expected three users";
}

}  // namespace

void AddLedgerOptions(base::Options& options, LedgerOptions* target) {
  options.Text("--immudb-admin-address",
               "IMMUDB_ADMIN_ADDRESS",
               "host:port of immudb's REST interface; an empty flag leaves immudb out",
               &target->admin_address);
  AddUser(options, "admin", "ADMIN", "immudb's administrator", &target->admin);
  options.Secret("--immudb-admin-old-password",
                 "IMMUDB_ADMIN_OLD_PASSWORD",
                 "What to change the administrator's password from; several: one a line",
                 &target->old_admin_passwords);
  options.SecretFile("--immudb-admin-old-password-file",
                     "IMMUDB_ADMIN_OLD_PASSWORD_FILE",
                     "File with the old passwords, one a line; wins over it",
                     &target->old_admin_password_file,
                     &target->old_admin_passwords);
  options.Text("--immudb-address",
               "IMMUDB_ADDRESS",
               "host:port of immudb's PostgreSQL protocol",
               &target->sql_address);
  options.Text("--immudb-database", "IMMUDB_DATABASE", "The ledger's database", &target->database);
  options.Duration("--immudb-sync-frequency",
                   "IMMUDB_SYNC_FREQUENCY",
                   "How often the database syncs to disk, which a commit waits for",
                   &target->sync_frequency);
  AddUser(options, "writer", "WRITER", "User that inserts and reads", &target->writer);
  AddUser(options, "reader", "READER", "User that only reads", &target->reader);
}

std::vector<LedgerRule> LedgerRules() {
  return {AddressProblem,
          DatabaseProblem,
          SyncProblem,
          SameUserProblem,
          [](const LedgerOptions& options) { return UserProblem("ADMIN", options.admin); },
          [](const LedgerOptions& options) { return UserProblem("WRITER", options.writer); },
          [](const LedgerOptions& options) { return UserProblem("READER", options.reader); }};
}

}  // namespace pipeline::provision
