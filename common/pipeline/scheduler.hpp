#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace pipeline {

/// Runs functions later, on one thread of its own. Stop() runs the remaining functions at once: a
/// pending retry must always reach its end. Thread-safe.
class Scheduler {
 public:
  Scheduler();
  ~Scheduler() { Stop(); }
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  /// After Stop(), runs `function` at once on the caller's thread.
  void After(std::chrono::milliseconds delay, std::function<void()> function);
  void Stop();

 private:
  void Run(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::multimap<std::chrono::steady_clock::time_point, std::function<void()>> due_;
  bool stopped_ = false;
  std::jthread thread_;
};

}  // namespace pipeline
