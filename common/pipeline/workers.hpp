#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace pipeline {

/// A few threads for the pure steps. Jobs with the same `shard` run on the same thread, in order.
/// The caller bounds the queue (the limits of the pull loop). Thread-safe.
class Workers {
 public:
  explicit Workers(std::size_t threads);
  ~Workers() { Stop(); }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  void Submit(std::size_t shard, std::function<void()> job);
  /// For a job that takes less time than waking a thread: runs it on the caller's thread if the
  /// shard is idle, otherwise like Submit. All jobs must come from one thread: the order within a
  /// shard depends on it.
  void RunOrSubmit(std::size_t shard, std::function<void()> job);
  /// Finishes the running jobs, and destroys the others without running them.
  void Stop();

 private:
  struct Worker {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::function<void()>> jobs;
    bool busy = false;
    bool stopped = false;
    std::thread thread;
  };
  Worker& WorkerOf(std::size_t shard) { return *workers_[shard % workers_.size()]; }
  static void Run(Worker& worker);

  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace pipeline
