#include "services/immudb-writer/command_line.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

#include "common/base/exit_code.hpp"
#include "services/immudb-writer/immudb_ledger.hpp"

namespace pipeline::immudb_writer {
namespace {

/// What is wrong, or nothing. A line break at the end, as editors leave it, is not part of the
/// password.
std::string ReadPasswordFile(CommandLine* command_line) {
  const std::string& path = command_line->password_file;
  if (path.empty()) return {};
  std::ifstream file(path);
  if (!file) return "IMMUDB_PASSWORD_FILE: cannot read " + path;
  std::string password{std::istreambuf_iterator<char>(file), {}};
  while (!password.empty() && (password.back() == '\n' || password.back() == '\r')) {
    password.pop_back();
  }
  if (password.empty()) return "IMMUDB_PASSWORD_FILE: " + path + " is empty";
  command_line->immudb.password = std::move(password);
  return {};
}

std::string CheckAddress(const ImmudbOptions& options) {
  const auto connection = ConnectionString(options);
  return connection ? std::string() : "IMMUDB_ADDRESS: " + connection.error().message;
}

}  // namespace

void AddImmudbOptions(config::Options& options, CommandLine* target) {
  ImmudbOptions& immudb = target->immudb;
  options.Text("--immudb-address",
               "IMMUDB_ADDRESS",
               "host:port of immudb's PostgreSQL protocol",
               &immudb.address);
  options.Text("--immudb-database", "IMMUDB_DATABASE", "Database", &immudb.database);
  options.Text("--immudb-user", "IMMUDB_USER", "User", &immudb.user);
  options.Secret(
      "--immudb-password", "IMMUDB_PASSWORD", "Password; better as a variable", &immudb.password);
  options.Text("--immudb-password-file",
               "IMMUDB_PASSWORD_FILE",
               "File whose content is the password; wins over the password",
               &target->password_file);
  options.Text("--show", "", "Print the ledger row of this Upload-Id and end", &target->show);
  options.Check([target] { return ReadPasswordFile(target); });
  options.Check([&immudb] { return CheckAddress(immudb); });
}

int Show(const CommandLine& command_line) {
  ImmudbLedger ledger(command_line.immudb);
  const auto found = ledger.FindUpload(command_line.show);
  if (!found) {
    std::cerr << "immudb-writer: " << found.error().message << '\n';
    return base::kExitFailure;
  }
  if (!*found) {
    std::cerr << "immudb-writer: the ledger has no upload " << command_line.show << '\n';
    return base::kExitFailure;
  }
  std::cout << ToJson(**found) << '\n';
  return base::kExitOk;
}

}  // namespace pipeline::immudb_writer
