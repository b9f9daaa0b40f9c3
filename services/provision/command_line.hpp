#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "common/service/common_options.hpp"
#include "services/provision/ledger_options.hpp"

namespace pipeline::provision {

/// Command and options of one run of provision.
struct CommandLine {
  service::CommonOptions common;
  std::string command;        ///< plan, apply, check or trim.
  std::string topology_file;  ///< Its overrides are in `common.topology`, once parsed.
  bool allow_data_loss = false;
  std::chrono::milliseconds timeout{60'000};  ///< For servers that are not there yet.
  std::chrono::milliseconds keep{7L * 86'400'000};
  std::chrono::milliseconds every{0};  ///< 0: once.
  bool without_ledger = false;
  LedgerOptions ledger;

  bool HasLedger() const { return !without_ledger && !ledger.admin_address.empty(); }
};

/// Fills `target`, or answers the exit code (base::Options).
std::optional<int> ParseCommandLine(int argc, const char* const* argv, CommandLine* target);

}  // namespace pipeline::provision
