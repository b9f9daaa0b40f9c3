#include "common/pipeline/scheduler.hpp"

#include <utility>

namespace pipeline {

Scheduler::Scheduler() : thread_([this](const std::stop_token& stop) { Run(stop); }) {}

void Scheduler::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void Scheduler::After(std::chrono::milliseconds delay, std::function<void()> function) {
  std::unique_lock lock(mutex_);
  if (stopped_) {
    lock.unlock();
    function();
    return;
  }
  due_.emplace(std::chrono::steady_clock::now() + delay, std::move(function));
  changed_.notify_one();
}

void Scheduler::Run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested() || !due_.empty()) {
    if (due_.empty()) {
      changed_.wait(lock, stop, [this] { return !due_.empty(); });
      continue;
    }
    const auto next = due_.begin()->first;
    if (!stop.stop_requested() && next > std::chrono::steady_clock::now()) {
      changed_.wait_until(
          lock, stop, next, [&] { return !due_.empty() && due_.begin()->first < next; });
      continue;
    }
    const std::function<void()> function = std::move(due_.begin()->second);
    due_.erase(due_.begin());
    lock.unlock();
    function();
    lock.lock();
  }
}

}  // namespace pipeline
