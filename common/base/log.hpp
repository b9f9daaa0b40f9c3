#pragma once

#include <fmt/core.h>

namespace pipeline::base {

// One line of a service's log each, as fmt writes it: what common/config/logging.hpp has set up
// says where to and which levels are told. From any thread. Lines carry identifiers (Upload-Id,
// subject, sequence), never a payload or a secret. Without memory for a line std::bad_alloc is
// thrown; a line that cannot be written is no error. The writing itself is behind LogLine, so that
// it is compiled once: spdlog's own functions bring all of fmt's formatting into every source.

enum class LogLevel { kDebug, kInfo, kWarning, kError };

void LogLine(LogLevel level, fmt::string_view format, fmt::format_args arguments);

template <typename... Arguments>
void LogDebug(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  LogLine(LogLevel::kDebug, format, fmt::make_format_args(arguments...));
}

template <typename... Arguments>
void LogInfo(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  LogLine(LogLevel::kInfo, format, fmt::make_format_args(arguments...));
}

template <typename... Arguments>
void LogWarning(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  LogLine(LogLevel::kWarning, format, fmt::make_format_args(arguments...));
}

template <typename... Arguments>
void LogError(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  LogLine(LogLevel::kError, format, fmt::make_format_args(arguments...));
}

}  // namespace pipeline::base
