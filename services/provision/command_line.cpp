#include "services/provision/command_line.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "common/base/options.hpp"
#include "services/provision/topology_file.hpp"

namespace pipeline::provision {
namespace {

constexpr std::array<std::string_view, 4> kCommands = {"plan", "apply", "check", "trim"};

constexpr const char* kFooter =
    "Commands:\n"
    "  plan     what apply would create or change, one line each; changes nothing\n"
    "  apply    creates and changes it, and reads back what it set\n"
    "  check    as plan, and tells of ledger rows that were overwritten\n"
    "  trim     deletes messages that every consumer has acknowledged and that are older than\n"
    "           --keep (and than their stream's duplicate window)\n"
    "\n"
    "Exit codes: 0 nothing to do or done, 1 a server away or refusing, 2 bad configuration,\n"
    "3 something differs (plan, check).";

void AddOptions(base::Options& options, CommandLine* target) {
  options.Text("--topology-file",
               "TOPOLOGY_FILE",
               "JSON file of limits for single streams and consumers",
               &target->topology_file);
  options.Flag("--allow-data-loss",
               "",
               "Let apply make changes that delete something stored",
               &target->allow_data_loss);
  options.Duration("--timeout",
                   "PROVISION_TIMEOUT",
                   "How long to wait for servers that are not there yet",
                   &target->timeout);
  options.Duration("--keep",
                   "TRIM_KEEP",
                   "Age below which trim deletes nothing, acknowledged or not",
                   &target->keep);
  options.Duration("--every",
                   "TRIM_EVERY",
                   "Trim again and again with this pause, until SIGTERM; 0ms: once",
                   &target->every);
  options.Flag("--without-ledger", "WITHOUT_LEDGER", "Leave immudb out", &target->without_ledger);
}

std::string Problem(const CommandLine& line) {
  if (std::find(kCommands.begin(), kCommands.end(), line.command) == kCommands.end()) {
    return "expected a command, one of plan, apply, check, trim; got \"" + line.command + "\"";
  }
  if (line.allow_data_loss && line.command != "apply") {
    return "--allow-data-loss: expected together with apply, got " + line.command;
  }
  return {};
}

}  // namespace

std::optional<int> ParseCommandLine(int argc, const char* const* argv, CommandLine* target) {
  base::Options options("provision",
                        "Makes streams, consumers, bucket and ledger as they are to be.");
  target->common.log_level = "warn";
  service::AddConnectionOptions(options, "provision", &target->common);
  service::AddTopologyOptions(options, &target->common.topology);
  AddOptions(options, target);
  AddLedgerOptions(options, &target->ledger);
  std::vector<std::string> words;
  options.Words("COMMAND", "one of the commands below", 1, 1, &words);
  options.Check([&words, target]() -> std::string {
    if (words.size() != 1) return {};  // Reported by Words.
    target->command = words[0];
    return Problem(*target);
  });
  for (const LedgerRule rule : LedgerRules()) {
    options.Check([rule, target] {
      const bool needed = target->HasLedger() && target->command != "trim";
      return needed ? rule(target->ledger) : std::string();
    });
  }
  options.Check([target]() -> std::string {
    if (target->topology_file.empty()) return {};
    const auto loaded = LoadOverrides(target->topology_file, &target->common.topology);
    return loaded ? std::string() : loaded.error().message;
  });
  options.Footer(kFooter);
  return options.Parse(argc, argv);
}

}  // namespace pipeline::provision
