#include "common/service/runtime.hpp"

#include <csignal>
#include <utility>

#include "common/base/exit_code.hpp"
#include "common/base/log.hpp"
#include "common/base/logging.hpp"
#include "common/base/version.hpp"
#include "common/nats/provision.hpp"

namespace pipeline::service {
namespace {

using base::ErrorCode;
using std::chrono::milliseconds;

constexpr milliseconds kFlushTimeout{5000};

}  // namespace

Runtime::Runtime(std::string name, CommonOptions options)
    : name_(std::move(name)), options_(std::move(options)) {
  base::SetUpLogging(name_, options_.log_level, options_.log_format);
  std::signal(SIGPIPE, SIG_IGN);
  signals_.emplace(stop_, [](std::string_view signal) { base::LogInfo("stopping: {}", signal); });
}

Runtime::~Runtime() { finishing_.store(true); }

nats::ConnectionEvents Runtime::Events() {
  nats::ConnectionEvents events;
  events.disconnected = [this] {
    if (!finishing_.load()) readiness_.Wait("NATS", "the connection was lost");
  };
  events.reconnected = [this] {
    readiness_.Resume("NATS");
    const std::lock_guard lock(reconnect_mutex_);
    if (on_reconnect_) on_reconnect_();
  };
  events.closed = [this] {
    if (finishing_.load()) return;
    base::LogError("the connection to NATS is closed for good; exiting, to be restarted");
    connection_lost_.store(true);
    stop_.request_stop();
  };
  return events;
}

base::Result<void> Runtime::Start(const std::vector<nats::StreamSpec>& streams) {
  base::LogInfo("{} {} starts", name_, base::kVersion);
  readiness_.Start("NATS at its address");
  if (!options_.health_address.empty()) {
    auto health =
        HealthServer::Start(options_.health_address, [this] { return readiness_.NotReady(); });
    if (!health) return tl::make_unexpected(std::move(health).error().Within("HEALTH_ADDRESS"));
    health_ = std::move(*health);
  }
  // The connection logs each reason itself.
  auto session =
      nats::Session::Open(options_.nats, stop_token(), Events(), [this](const std::string& reason) {
        readiness_.Start(reason);
      });
  if (!session) return tl::make_unexpected(std::move(session).error());
  session_ = std::move(*session);
  base::LogInfo("connected to NATS, messages up to {} bytes", connection().MaxPayload());
  auto ensured = nats::EnsureStreams(
      jetstream(),
      streams,
      {.topology = options_.topology,
       .create = options_.auto_provision,
       .stop = stop_token(),
       .waiting = [this](const std::string& missing) { readiness_.Start(missing); }});
  if (ensured) readiness_.Resume(Readiness::kStarting);
  return ensured;
}

void Runtime::OnReconnect(std::function<void()> callback) {
  const std::lock_guard lock(reconnect_mutex_);
  on_reconnect_ = std::move(callback);
}

int Runtime::Finish() {
  finishing_.store(true);
  if (connection_lost_.load()) return base::kExitFailure;
  const auto flushed = connection().Flush(kFlushTimeout);
  if (!flushed) base::LogWarning("at the end: {}", flushed.error().message);
  base::LogInfo("stopped");
  return base::kExitOk;
}

int Runtime::ExitCodeOf(const base::Error& error) const {
  if (stop_.stop_requested() && !connection_lost_.load()) return base::kExitOk;
  base::LogError("{}", error.message);
  return error.code == ErrorCode::kInvalidConfiguration ? base::kExitConfiguration
                                                        : base::kExitFailure;
}

}  // namespace pipeline::service
