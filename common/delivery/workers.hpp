#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace pipeline::delivery {

/// A few threads for the pure steps. Jobs with the same `shard` run on the same thread, in order.
/// Thread-safe. The queue is bounded by whoever submits (the pull loop's bounds).
class Workers {
 public:
  explicit Workers(std::size_t threads);
  ~Workers() { Stop(); }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  void Submit(std::size_t shard, std::function<void()> job);
  /// Finishes the jobs that run and drops the rest without running them: what they own is
  /// destroyed.
  void Stop();

 private:
  struct Worker {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::deque<std::function<void()>> jobs;
    std::jthread thread;
  };
  static void Run(Worker& worker, const std::stop_token& stop);

  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace pipeline::delivery
