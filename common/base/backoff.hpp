#pragma once

#include <chrono>
#include <stop_token>

namespace pipeline::base {

/// Pauses that grow from `first` to `longest`, each doubled and jittered by half, so that many
/// clients of one server do not come back in step. Not thread-safe.
class Backoff {
 public:
  Backoff(std::chrono::milliseconds first, std::chrono::milliseconds longest);

  /// The next pause.
  std::chrono::milliseconds Next();
  void Reset() { current_ = first_; }

 private:
  std::chrono::milliseconds first_;
  std::chrono::milliseconds longest_;
  std::chrono::milliseconds current_;
};

/// Sleeps, or returns at once when `stop` is requested meanwhile.
void SleepFor(std::chrono::milliseconds pause, const std::stop_token& stop);

}  // namespace pipeline::base
