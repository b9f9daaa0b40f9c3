#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/base/options.hpp"
#include "common/base/stop_signals.hpp"
#include "common/nats/connection.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/requests.hpp"
#include "common/nats/topology.hpp"
#include "common/service/health_server.hpp"
#include "common/service/readiness.hpp"

namespace pipeline::service {

/// The options that every executable of this project has.
struct CommonOptions {
  nats::ConnectionOptions nats;
  nats::TopologyOptions topology;
  bool auto_provision = true;
  std::string log_level = "info";
  std::string log_format = "text";
  std::string health_address;  ///< Empty: none.
  bool healthcheck = false;    ///< Ask the one that runs, instead of serving.
};

/// Registers them; `target` outlives Parse(). `name` is the executable's.
void AddCommonOptions(base::Options& options, const std::string& name, CommonOptions* target);
/// What --healthcheck asked for: 0 where the service at HEALTH_ADDRESS is ready, 1 and the reason
/// on standard error where it is not; nothing where it was not asked for.
std::optional<int> CheckHealthInstead(const CommonOptions& options);
/// Only those that a command line tool needs: where NATS is and how to log.
void AddConnectionOptions(base::Options& options, const std::string& name, CommonOptions* target);

/// Only the limits of what is created.
void AddTopologyOptions(base::Options& options, nats::TopologyOptions* target);

/// What every service stands on: logging, signals, health, the connection. SIGTERM and SIGINT
/// request a stop; so does a connection that is closed for good, which makes the exit code 1. One
/// in a process; create it in main before any thread, because it blocks those signals for all of
/// them.
class Runtime {
 public:
  Runtime(std::string name, CommonOptions options);
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  /// Serves health, then waits for NATS and makes sure that `streams` are there. An error is final:
  /// print it and return ExitCodeOf() it. Stopped meanwhile is kUnavailable.
  base::Result<void> Start(const std::vector<nats::StreamSpec>& streams);

  std::stop_token stop_token() const { return stop_.get_token(); }
  void RequestStop() { stop_.request_stop(); }
  /// Calls back after each reconnect, on a thread of the connection.
  void OnReconnect(std::function<void()> callback);

  const CommonOptions& options() const { return options_; }
  Readiness& readiness() { return readiness_; }
  nats::Connection& connection() { return *connection_; }
  nats::JetStream& jetstream() { return *jetstream_; }

  /// Flushes and tells the exit code: 0 after a requested stop, 1 after a lost connection.
  int Finish();
  /// 2 for a configuration error, 0 for a stop while starting, else 1. Logs the error.
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
  std::unique_ptr<nats::Connection> connection_;
  std::unique_ptr<nats::Requests> requests_;
  std::optional<nats::JetStream> jetstream_;
  std::optional<base::StopSignals> signals_;  ///< Last: its thread requests the stop.
};

}  // namespace pipeline::service
