#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/base/stop_signals.hpp"
#include "common/nats/session.hpp"
#include "common/nats/topology.hpp"
#include "common/service/common_options.hpp"
#include "common/service/health.hpp"
#include "common/service/readiness.hpp"

namespace pipeline::service {

/// The frame of a service: logging, signals, health, the connection to NATS. SIGTERM and SIGINT
/// request a stop; so does a connection that is closed for good, which makes the exit code 1. One
/// in a process; create it in main before any thread, because it blocks those signals for all
/// threads.
class Runtime {
 public:
  Runtime(std::string name, CommonOptions options);
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  /// Serves health, then waits for NATS and ensures that `streams` exist. An error is final: return
  /// ExitCodeOf() it. kUnavailable if a stop was requested meanwhile.
  base::Result<void> Start(const std::vector<nats::StreamSpec>& streams);

  std::stop_token stop_token() const { return stop_.get_token(); }
  void RequestStop() { stop_.request_stop(); }
  /// Sets the callback for each reconnect, on a thread of the connection.
  void OnReconnect(std::function<void()> callback);

  const CommonOptions& options() const { return options_; }
  Readiness& readiness() { return readiness_; }
  nats::Connection& connection() { return session_->connection(); }
  nats::JetStream& jetstream() { return session_->jetstream(); }

  /// Flushes, and returns the exit code: 0 after a requested stop, 1 after a lost connection.
  int Finish();
  /// Logs the error, and returns the exit code: 2 for a configuration error, 0 if a stop was
  /// requested while starting, otherwise 1.
  int ExitCodeOf(const base::Error& error) const;

 private:
  nats::ConnectionEvents Events();

  const std::string name_;
  const CommonOptions options_;
  std::stop_source stop_;
  Readiness readiness_;
  std::atomic<bool> connection_lost_{false};
  std::atomic<bool> finishing_{false};
  std::mutex reconnect_mutex_;
  std::function<void()> on_reconnect_;
  std::unique_ptr<HealthServer> health_;
  std::unique_ptr<nats::Session> session_;
  std::optional<base::StopSignals> signals_;  ///< Last: its thread requests the stop.
};

}  // namespace pipeline::service
