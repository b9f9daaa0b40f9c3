#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "common/service/common_options.hpp"

namespace pipeline::kv_reader {

/// The command and options of one run of kv-reader.
struct CommandLine {
  service::CommonOptions common;
  std::string command;        ///< keys, get, history or watch.
  std::string subject;        ///< The pattern, or the name or key.
  std::string sender;         ///< Sender of the file; empty: none.
  std::int64_t revision = 0;  ///< 0: the last.
  bool json = false;
  std::chrono::milliseconds timeout{5000};
};

/// Explains why a text is no pattern over keys; empty for a valid one. A pattern is a NATS subject:
/// dots separate its tokens, `*` matches one whole token and `>` one or more at the end. Pure.
std::string PatternProblem(const std::string& pattern);

/// Fills `target`, or returns the exit code (base::Options).
std::optional<int> ParseCommandLine(int argc, const char* const* argv, CommandLine* target);

}  // namespace pipeline::kv_reader
