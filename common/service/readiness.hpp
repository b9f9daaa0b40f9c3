#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace pipeline::service {

/// Whether a service is able to work: what it waits for, and when it last heard from its consumer.
/// Says each wait and its end once in the log. While anything is waited for, the pull loop asks for
/// no more messages. Thread-safe.
class Readiness {
 public:
  /// The source of what is waited for until a service has begun.
  static constexpr const char* kStarting = "starting";
  /// Not ready before Resume(kStarting), for `reason`. The log is not told: every service starts,
  /// and what keeps one from it says so itself.
  void Start(const std::string& reason);

  /// `source` waits for something, for `reason`. Again with the same source: only the reason
  /// changes.
  void Wait(const std::string& source, const std::string& reason);
  /// `source` no longer waits. Nothing happens if it did not.
  void Resume(const std::string& source);
  bool Waiting() const { return waiting_.load(); }

  /// A message or heartbeat of the pull, or a message finished.
  void Touch();
  /// Services that pull call this once: from then on silence of 5 s counts as not ready.
  void ExpectHeartbeats();

  /// Empty when ready, else what is waited for, for /readyz.
  std::string NotReady() const;

 private:
  mutable std::mutex mutex_;
  struct Pause {
    std::string reason;
    bool told = false;
  };
  std::map<std::string, Pause> waits_;
  std::atomic<bool> waiting_{false};  ///< Anything in waits_: asked for with every message.
  bool heartbeats_expected_ = false;
  std::chrono::steady_clock::time_point last_touch_;
};

}  // namespace pipeline::service
