#pragma once

#include <string>

#include "common/base/error.hpp"
#include "common/base/options.hpp"
#include "libs/ledger/immudb_options.hpp"

namespace pipeline::immudb_writer {

/// Options of the command line and the environment besides the common ones.
struct CommandLine {
  ledger::ImmudbOptions immudb;
  std::string show;  ///< An Upload-Id whose ledger row is to be printed, instead of serving.
};

/// Registers the options; `target` outlives Parse().
void AddLedgerOptions(base::Options& options, CommandLine* target);

/// Prints the ledger row of `command_line.show` as JSON and returns the exit code: 0, or 1 where
/// there is no such row or no ledger.
int Show(const CommandLine& command_line);

}  // namespace pipeline::immudb_writer
