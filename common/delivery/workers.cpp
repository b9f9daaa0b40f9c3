#include "common/delivery/workers.hpp"

#include <utility>

namespace pipeline::delivery {

Workers::Workers(std::size_t threads) {
  for (std::size_t i = 0; i < threads; ++i) {
    workers_.push_back(std::make_unique<Worker>());
    Worker& worker = *workers_.back();
    worker.thread = std::jthread([&worker](const std::stop_token& stop) { Run(worker, stop); });
  }
}

void Workers::Submit(std::size_t shard, std::function<void()> job) {
  Worker& worker = *workers_[shard % workers_.size()];
  const std::lock_guard lock(worker.mutex);
  worker.jobs.push_back(std::move(job));
  worker.changed.notify_one();
}

void Workers::Run(Worker& worker, const std::stop_token& stop) {
  std::unique_lock lock(worker.mutex);
  while (worker.changed.wait(lock, stop, [&] { return !worker.jobs.empty(); }) &&
         !stop.stop_requested()) {
    {
      const std::function<void()> job = std::move(worker.jobs.front());
      worker.jobs.pop_front();
      lock.unlock();
      job();
    }
    lock.lock();
  }
}

void Workers::Stop() {
  for (const auto& worker : workers_) worker->thread.request_stop();
  for (const auto& worker : workers_) {
    if (worker->thread.joinable()) worker->thread.join();
    worker->jobs.clear();
  }
}

}  // namespace pipeline::delivery
