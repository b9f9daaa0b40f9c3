#pragma once

#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace pipeline {

/// Runs jobs of one key one after the other, in the order in which they came, and jobs of different
/// keys side by side. A job is started on the thread that submitted it, or on the one that finished
/// the job before it; it must not block, and must lead to one Finish(), at once or later.
/// Thread-safe.
class KeyedQueue {
 public:
  using Job = std::function<void()>;

  void Submit(const std::string& key, Job job);
  void Finish(const std::string& key);

 private:
  struct Lane {
    std::list<Job> waiting;  ///< Not a deque, which allocates even where nothing ever waits.
    bool starting = true;    ///< A thread is inside the job's start.
    bool finished = false;   ///< ... and the job has finished meanwhile.
  };
  /// The job to start next; where there is none, the lane goes. Under the lock.
  std::optional<Job> TakeNext(const std::string& key, Lane& lane);
  /// Starts `job` and those after it until one goes on by itself or none is left. A loop, not a
  /// recursion through Finish(): thousands of jobs of one key may finish at once.
  void Start(const std::string& key, Job job);

  std::mutex mutex_;
  std::unordered_map<std::string, Lane> lanes_;  ///< Present while a job of the key runs.
};

}  // namespace pipeline
