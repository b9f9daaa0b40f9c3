#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace pipeline::service {

/// The readiness of a service: what it waits for, and when its consumer was last heard. Logs each
/// wait and its end once. While a service waits, its pull loop requests no messages. Thread-safe.
class Readiness {
 public:
  /// The source of waits during the start.
  static constexpr const char* kStarting = "starting";
  /// Not ready, for `reason`, until Resume(kStarting). Not logged: whoever delays the start logs
  /// the reason.
  void Start(const std::string& reason);

  /// `source` waits, for `reason`. Replaces an earlier reason of the same source.
  void Wait(const std::string& source, const std::string& reason);
  /// `source` no longer waits. No effect if it did not wait.
  void Resume(const std::string& source);
  bool Waiting() const { return waiting_.load(); }

  /// Called for every message or heartbeat of the pull, and for every settled message.
  void Touch();
  /// Called once by services that pull: from then on, 5 s of silence count as not ready.
  void ExpectHeartbeats();

  /// Empty when ready, otherwise the reasons, for /readyz.
  std::string NotReady() const;

 private:
  mutable std::mutex mutex_;
  struct Pause {
    std::string reason;
    bool logged = false;
  };
  std::map<std::string, Pause> waits_;
  std::atomic<bool> waiting_{false};  ///< waits_ is not empty; read for every message.
  bool heartbeats_expected_ = false;
  std::chrono::steady_clock::time_point last_touch_;
};

}  // namespace pipeline::service
