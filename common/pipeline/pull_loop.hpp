#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "common/base/error.hpp"
#include "common/nats/connection.hpp"
#include "common/pipeline/delivery.hpp"
#include "common/service/readiness.hpp"

namespace pipeline {

struct PullLimits {
  std::int64_t batch = 256;                 ///< Messages a pull request asks for.
  std::int64_t messages = 1024;             ///< In flight in this process.
  std::int64_t bytes = 32LL * 1024 * 1024;  ///< In flight in this process; asked for at most half.
  std::chrono::milliseconds ack_wait{30'000};  ///< The consumer's.
};

/// Pulls from one durable consumer and hands every message on, in stream order. Own MSG.NEXT
/// requests over a plain subscription, because nats.c 3.4.1's natsSubscription_Fetch writes past
/// its array when messages are already queued. At-least-once: a message is the handler's until it
/// settles its Delivery; dying before that costs a redelivery. Run() is one thread; the handler is
/// called on it and must not block for long.
class PullLoop {
 public:
  using Handler = std::function<void(Delivery)>;

  PullLoop(nats::Connection& connection,
           service::Readiness& readiness,
           InFlight& in_flight,
           std::string stream,
           std::string durable,
           PullLimits limits,
           Handler handler);

  /// Until `stop` is requested. What is queued then, unhandled, is handed back. While anything in
  /// flight is old, keeps it in progress; call KeepInProgress() after Run() while work drains.
  base::Result<void> Run(const std::stop_token& stop);
  void KeepInProgress() { in_flight_.KeepInProgress(limits_.ack_wait / 3); }

  /// The connection came back: outstanding requests are gone. From any thread.
  void OnReconnected() { reconnected_.store(true); }

 private:
  struct Request {
    std::uint64_t id;
    std::int64_t messages;
  };

  void AskForMore();
  bool MayAsk(std::int64_t outstanding) const;
  std::int64_t Outstanding() const;
  void Handle(nats::Message message);
  void HandleStatus(const nats::Message& message);
  void PauseAfterConflict(const std::string& reason);
  void ForgetRequests();
  void CheckSilence();
  void HandBackQueued();

  nats::Connection& connection_;
  service::Readiness& readiness_;
  InFlight& in_flight_;
  const std::string stream_;
  const std::string durable_;
  const PullLimits limits_;
  const Handler handler_;
  const std::string inbox_;
  std::unique_ptr<nats::Subscription> subscription_;
  std::deque<Request> requests_;  ///< Oldest first, as the server serves them.
  std::uint64_t next_request_ = 1;
  std::chrono::steady_clock::time_point last_heard_;
  std::chrono::steady_clock::time_point last_progress_;
  std::chrono::steady_clock::time_point not_before_;
  std::string last_conflict_;  ///< Told once until a message comes again.
  std::atomic<bool> reconnected_{false};
};

}  // namespace pipeline
