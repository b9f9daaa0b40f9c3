#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "common/base/error.hpp"
#include "common/nats/connection.hpp"
#include "common/nats/pull_requests.hpp"
#include "common/pipeline/delivery.hpp"
#include "common/service/readiness.hpp"

namespace pipeline {

struct PullOptions {
  std::string stream = {};
  std::string durable = {};
  std::chrono::milliseconds ack_wait{30'000};  ///< The consumer's.
  std::int64_t batch = 256;                    ///< Messages per pull request.
  std::int64_t messages = 1024;                ///< In flight in this process.
  std::int64_t bytes = 32LL * 1024 * 1024;     ///< In flight; one request asks for half of them.
};

/// Pulls from one durable consumer and passes every message on, in stream order. At-least-once: a
/// message is the handler's until it settles its Delivery; dying before that costs a redelivery.
class PullLoop {
 public:
  /// Called on the thread of Run(); must not block for long.
  using Handler = std::function<void(Delivery)>;

  PullLoop(nats::Connection& connection,
           service::Readiness& readiness,
           InFlight& in_flight,
           PullOptions options);

  /// Pulls until `stop` is requested, then hands back what is queued and not yet handled. Keeps old
  /// messages in progress meanwhile; call KeepInProgress() after Run() while work drains.
  base::Result<void> Run(const Handler& handler, const std::stop_token& stop);
  void KeepInProgress() { in_flight_.KeepInProgress(options_.ack_wait / 3); }

  /// Drops the open requests, which were lost with the old connection. From any thread.
  void OnReconnected() { reconnected_.store(true); }

 private:
  void AskForMore();
  bool MayAsk(std::int64_t outstanding) const;
  void Receive(nats::Message message, const Handler& handler);
  void PauseAfterRefusal(const std::string& reason);
  void HandBackQueued();

  nats::Connection& connection_;
  service::Readiness& readiness_;
  InFlight& in_flight_;
  const PullOptions options_;
  nats::PullRequests requests_;
  std::chrono::steady_clock::time_point last_progress_;
  std::chrono::steady_clock::time_point not_before_;  ///< No request before this time.
  std::string last_refusal_;  ///< Logged once, until a message arrives again.
  std::atomic<bool> reconnected_{false};
};

}  // namespace pipeline
