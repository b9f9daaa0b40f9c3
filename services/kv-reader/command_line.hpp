#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "common/service/common_options.hpp"

namespace pipeline::kv_reader {

/// What one run of kv-reader is to do.
struct CommandLine {
  service::CommonOptions common;
  std::string command;        ///< keys, get, history or watch.
  std::string subject;        ///< The pattern, or the name or key.
  std::string sender;         ///< Whose names; empty: those of no sender.
  std::int64_t revision = 0;  ///< 0: the last.
  bool json = false;
  std::chrono::milliseconds timeout{5000};
};

/// Nothing if it is a pattern over keys, else what is wrong with it. A pattern is a NATS subject:
/// its tokens stand between dots, `*` stands for one whole token and `>` for one or more at the
/// end. Pure.
std::string PatternProblem(const std::string& pattern);

/// Fills `target`, or answers the exit code (base::Options).
std::optional<int> ParseCommandLine(int argc, const char* const* argv, CommandLine* target);

}  // namespace pipeline::kv_reader
