#include "common/pipeline/keyed_queue.hpp"

#include <utility>

namespace pipeline {

void KeyedQueue::Submit(const std::string& key, Job job) {
  {
    const std::lock_guard lock(mutex_);
    const auto [entry, idle] = lanes_.try_emplace(key);
    if (!idle) {
      entry->second.waiting.push_back(std::move(job));
      return;
    }
  }
  Start(key, std::move(job));
}

void KeyedQueue::Finish(const std::string& key) {
  std::optional<Job> next;
  {
    const std::lock_guard lock(mutex_);
    Lane& lane = lanes_.at(key);
    if (lane.starting) {
      lane.finished = true;
      return;
    }
    next = TakeNext(key, lane);
  }
  if (next) Start(key, *std::move(next));
}

std::optional<KeyedQueue::Job> KeyedQueue::TakeNext(const std::string& key, Lane& lane) {
  if (lane.waiting.empty()) {
    lanes_.erase(key);
    return std::nullopt;
  }
  Job next = std::move(lane.waiting.front());
  lane.waiting.pop_front();
  lane.starting = true;
  lane.finished = false;
  return next;
}

void KeyedQueue::Start(const std::string& key, Job job) {
  for (std::optional<Job> next = std::move(job); next;) {
    (*next)();
    const std::lock_guard lock(mutex_);
    Lane& lane = lanes_.at(key);
    if (!lane.finished) {
      lane.starting = false;
      return;
    }
    next = TakeNext(key, lane);
  }
}

}  // namespace pipeline
