#include "common/base/log.hpp"

#include <spdlog/spdlog.h>

namespace pipeline::base {
namespace {

spdlog::level::level_enum SpdlogLevel(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      break;
  }
  return spdlog::level::err;
}

}  // namespace

void LogLine(LogLevel level, fmt::string_view format, fmt::format_args arguments) {
  spdlog::logger& logger = *spdlog::default_logger_raw();
  const auto at = SpdlogLevel(level);
  if (logger.should_log(at)) {
    logger.log(at, fmt::vformat(format, arguments));
  }
}

}  // namespace pipeline::base
