#include "common/delivery/keyed_queue.hpp"

#include <utility>

namespace pipeline::delivery {

void KeyedQueue::Submit(const std::string& key, Job job) {
  {
    const std::lock_guard lock(mutex_);
    const auto [entry, idle] = lanes_.try_emplace(key);
    entry->second.waiting.push_back(std::move(job));
    if (!idle) return;
    entry->second.starting = true;
  }
  Drain(key);
}

void KeyedQueue::Finish(const std::string& key) {
  {
    const std::lock_guard lock(mutex_);
    Lane& lane = lanes_.at(key);
    if (lane.starting) {
      lane.finished = true;
      return;
    }
    lane.starting = true;
  }
  Drain(key);
}

void KeyedQueue::Drain(const std::string& key) {
  std::unique_lock lock(mutex_);
  while (true) {
    Lane& lane = lanes_.at(key);
    if (lane.waiting.empty()) {
      lanes_.erase(key);
      return;
    }
    lane.finished = false;
    const Job job = std::move(lane.waiting.front());
    lane.waiting.pop_front();
    lock.unlock();
    job();
    lock.lock();
    Lane& after = lanes_.at(key);
    if (!after.finished) {
      after.starting = false;
      return;
    }
  }
}

}  // namespace pipeline::delivery
