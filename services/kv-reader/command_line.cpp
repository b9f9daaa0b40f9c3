#include "services/kv-reader/command_line.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <vector>

#include "common/base/options.hpp"
#include "common/contract/provenance.hpp"
#include "common/json/utf8.hpp"
#include "common/nats/connection.hpp"

namespace pipeline::kv_reader {
namespace {

constexpr std::array<std::string_view, 4> kCommands = {"keys", "get", "history", "watch"};

constexpr const char* kFooter =
    "Commands:\n"
    "  keys [PATTERN]         keys with their last revision\n"
    "  get NAME_OR_KEY        the value, byte for byte\n"
    "  history NAME_OR_KEY    every revision, the oldest first\n"
    "  watch [PATTERN]        what is there, then every change, until Ctrl-C\n"
    "\n"
    "A PATTERN is a NATS subject over keys. Dots part a key into tokens, slashes do not:\n"
    "* stands for one whole token, > for one or more at the end. '*.xlsx' matches a.xlsx and\n"
    "ontario/a.xlsx, not a.b.xlsx; '>' matches every key. Quote it against the shell.\n"
    "Exit codes: 0 done, 1 not found or NATS away, 2 wrong usage.";

bool TakesPattern(const std::string& command) { return command == "keys" || command == "watch"; }

std::string NameProblem(const std::string& command, const std::string& name) {
  if (name.empty()) return command + ": expected a file's name or a key";
  if (json::ValidUtf8Prefix(name) != name.size()) {
    return command + ": expected a name in UTF-8, got other bytes";
  }
  return {};
}

std::string Problem(const CommandLine& line) {
  if (std::find(kCommands.begin(), kCommands.end(), line.command) == kCommands.end()) {
    return "expected a command, one of keys, get, history, watch; got \"" + line.command + "\"";
  }
  if (line.revision != 0 && line.command != "get") {
    return "--revision: expected together with get, got " + line.command;
  }
  if (!line.sender.empty() && !contract::IsSender(line.sender)) {
    return "--sender: expected A-Z a-z 0-9 _ - and single dots, got \"" + line.sender + "\"";
  }
  if (TakesPattern(line.command)) return PatternProblem(line.subject);
  return NameProblem(line.command, line.subject);
}

void AddOptions(base::Options& options, CommandLine* target) {
  options.Text("--sender",
               "KV_READER_SENDER",
               "Whose file a name is; unset: one of no sender",
               &target->sender);
  options.Count("--revision",
                "KV_READER_REVISION",
                "Revision to get; 0: the last",
                0,
                std::numeric_limits<std::int64_t>::max(),
                &target->revision);
  options.Flag("--json", "KV_READER_JSON", "One JSON object a line", &target->json);
  options.Duration("--timeout",
                   "KV_READER_TIMEOUT",
                   "How long to wait for NATS before giving up",
                   &target->timeout);
}

}  // namespace

std::string PatternProblem(const std::string& pattern) {
  const auto problem = [&pattern](const char* expected) {
    return std::string("PATTERN: expected ") + expected + ", got \"" + pattern + "\"";
  };
  std::string literal = pattern;
  for (std::size_t start = 0; start <= pattern.size();) {
    const std::size_t end = std::min(pattern.find('.', start), pattern.size());
    const std::string_view token = std::string_view(pattern).substr(start, end - start);
    const bool wild = token == "*" || (token == ">" && end == pattern.size());
    if (wild) {
      literal[start] = 'x';
    } else if (token.find_first_of("*>") != std::string_view::npos) {
      return problem("* as a whole token between dots and > as the last one");
    }
    start = end + 1;
  }
  if (nats::IsPublishSubject(literal)) return {};
  return problem("tokens of printable ASCII with single dots between");
}

std::optional<int> ParseCommandLine(int argc, const char* const* argv, CommandLine* target) {
  base::Options options("kv-reader", "Reads the key-value bucket that kv-writer writes.");
  target->common.log_level = "warn";
  service::AddConnectionOptions(options, "kv-reader", &target->common);
  AddOptions(options, target);
  std::vector<std::string> words;
  options.Words("COMMAND", "a command and its PATTERN or NAME_OR_KEY, as below", 1, 2, &words);
  options.Check([&words, target]() -> std::string {
    if (words.empty() || words.size() > 2) return {};  // Reported by Words.
    target->command = words[0];
    target->subject = TakesPattern(words[0]) ? ">" : "";
    if (words.size() == 2) target->subject = words[1];
    return Problem(*target);
  });
  options.Footer(kFooter);
  return options.Parse(argc, argv);
}

}  // namespace pipeline::kv_reader
