#include "common/base/logging.hpp"

#include <spdlog/formatter.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/ansicolor_sink.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/files.hpp"
#include "common/base/json.hpp"
#include "common/base/log.hpp"

namespace pipeline::base {
namespace {

// spdlog's patterns cannot escape a message for JSON, so the line is built here.
class JsonFormatter final : public spdlog::formatter {
 public:
  explicit JsonFormatter(std::string service) : service_(std::move(service)) {}

  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
    const auto since_epoch = message.time.time_since_epoch();
    const nlohmann::ordered_json line = {
        {"time_ms", std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()},
        {"level", std::string_view(spdlog::level::to_string_view(message.level).data())},
        {"service", service_},
        {"message", std::string_view(message.payload.data(), message.payload.size())}};
    const std::string text = JsonText(line) + "\n";
    out.append(text.data(), text.data() + text.size());
  }

  std::unique_ptr<spdlog::formatter> clone() const override {
    return std::make_unique<JsonFormatter>(service_);
  }

 private:
  std::string service_;
};

}  // namespace

void SetUpLogging(const std::string& service, const std::string& level, const std::string& format) {
  auto sink = std::make_shared<spdlog::sinks::ansicolor_stderr_sink_mt>();
  auto logger = std::make_shared<spdlog::logger>(service, std::move(sink));
  if (format == "json") {
    logger->set_formatter(std::make_unique<JsonFormatter>(service));
  } else {
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e %^%-5l%$ %v");
  }
  logger->set_level(spdlog::level::from_str(level));
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
}

void WarnIfReadableByAll(const std::string& variable, const std::string& path) {
  // Where a container's secrets are mounted nobody else is, and their modes are not ours to choose.
  if (path.starts_with("/run/secrets/") || !IsReadableByAll(path)) return;
  LogWarning("{}: every user of this machine may read {}", variable, path);
}

}  // namespace pipeline::base
