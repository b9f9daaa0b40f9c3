#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "common/base/error.hpp"

namespace pipeline::api {

/// The queue of one watcher's changes. Adding never waits: a full queue is closed, and its watcher
/// gets an error. Thread-safe.
template <typename T>
class WatchQueue {
 public:
  explicit WatchQueue(std::size_t capacity) : capacity_(capacity) {}

  /// Waits for the next change, in order; nothing after Close(). For a watcher that was too slow
  /// kFull follows the queued changes.
  base::Result<std::optional<T>> Next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || overrun_ || !queue_.empty(); });
    if (closed_) return std::nullopt;
    if (queue_.empty()) return base::Fail(base::ErrorCode::kFull, "too slow: changes were lost");
    std::optional<T> next(std::move(queue_.front()));
    queue_.pop_front();
    return next;
  }

  /// Ends it: a waiting Next() returns nothing. Any number of times.
  void Close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    queue_.clear();
    changed_.notify_all();
  }

  /// False once nothing can be added any more.
  bool Add(const T& change) {
    const std::lock_guard lock(mutex_);
    if (closed_ || overrun_) return false;
    overrun_ = queue_.size() >= capacity_;
    if (!overrun_) queue_.push_back(change);
    changed_.notify_all();
    return !overrun_;
  }

 private:
  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> queue_;
  bool closed_ = false;
  bool overrun_ = false;
};

/// Passes changes to watchers, to each those it wants. A watcher ends when its queue is released or
/// closed. The destructor closes the queues. Thread-safe.
template <typename T>
class Watchers {
 public:
  using Wants = std::function<bool(const T&)>;

  explicit Watchers(std::size_t capacity) : capacity_(capacity) {}
  ~Watchers() {
    for (const Watcher& watcher : watchers_) {
      if (const auto queue = watcher.queue.lock()) queue->Close();
    }
  }
  Watchers(const Watchers&) = delete;
  Watchers& operator=(const Watchers&) = delete;

  std::shared_ptr<WatchQueue<T>> Add(Wants wants) {
    auto queue = std::make_shared<WatchQueue<T>>(capacity_);
    const std::lock_guard lock(mutex_);
    // Removes ended watchers also where nothing changes.
    std::erase_if(watchers_, [](const Watcher& watcher) { return watcher.queue.expired(); });
    watchers_.push_back({queue, std::move(wants)});
    return queue;
  }

  void Notify(const T& change) {
    const std::lock_guard lock(mutex_);
    std::erase_if(watchers_, [&change](const Watcher& watcher) {
      const auto queue = watcher.queue.lock();
      return !queue || (watcher.wants(change) && !queue->Add(change));
    });
  }

 private:
  struct Watcher {
    std::weak_ptr<WatchQueue<T>> queue;
    Wants wants;
  };

  const std::size_t capacity_;
  std::mutex mutex_;
  std::vector<Watcher> watchers_;
};

}  // namespace pipeline::api
