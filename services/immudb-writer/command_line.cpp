#include "services/immudb-writer/command_line.hpp"

#include <iostream>

#include "common/base/exit_code.hpp"
#include "services/immudb-writer/immudb_ledger.hpp"

namespace pipeline::immudb_writer {

void AddLedgerOptions(base::Options& options, CommandLine* target) {
  target->immudb.application = "immudb-writer";
  ledger::AddImmudbOptions(options, &target->immudb);
  options.Text("--show", "", "Print the ledger row of this Upload-Id and end", &target->show);
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
