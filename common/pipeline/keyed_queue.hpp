#pragma once

#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace pipeline {

/// Runs jobs of one key one after the other, in the order of their submission, and jobs of
/// different keys in parallel. A job is started on the thread that submitted it, or on the one that
/// finished the previous job; it must not block, and must lead to one Finish(), at once or later.
/// Thread-safe.
class KeyedQueue {
 public:
  using Job = std::function<void()>;

  void Submit(const std::string& key, Job job);
  void Finish(const std::string& key);

 private:
  struct Lane {
    std::list<Job> waiting;  ///< A deque would allocate even while it is empty.
    bool starting = true;    ///< A thread is inside the job's start.
    bool finished = false;   ///< The job finished before its start returned.
  };
  /// The next job of the lane; without one the lane is removed. Under the lock.
  std::optional<Job> TakeNext(const std::string& key, Lane& lane);
  /// Starts `job` and the next ones, until one of them finishes later or none is left. A loop and
  /// not a recursion through Finish(): thousands of jobs of one key may finish at once.
  void Start(const std::string& key, Job job);

  std::mutex mutex_;
  std::unordered_map<std::string, Lane> lanes_;  ///< Present while a job of the key runs.
};

}  // namespace pipeline
