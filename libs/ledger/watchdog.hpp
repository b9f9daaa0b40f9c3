#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace pipeline::ledger {

/// Ends calls that hang: shuts down the socket of one that is not over in time, so that it fails as
/// if the server had gone. immudb knows neither a statement timeout nor a cancel request.
/// Has a thread of its own. One call at a time may be watched.
class Watchdog {
 public:
  Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;
  ~Watchdog();

  /// Watches the call that goes on while this object lives; the socket must stay open for as long.
  class Watch {
   public:
    Watch(Watchdog& watchdog, int socket, std::chrono::milliseconds limit);
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch();

   private:
    Watchdog& watchdog_;
  };

  /// True if the last watched call was ended.
  bool fired() const;

 private:
  struct Call {
    int socket = -1;
    std::chrono::steady_clock::time_point deadline;
  };

  void Run();

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Call> call_;
  bool fired_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace pipeline::ledger
