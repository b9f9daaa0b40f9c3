#include "common/pipeline/workers.hpp"

#include <utility>

namespace pipeline {

Workers::Workers(std::size_t threads) {
  for (std::size_t i = 0; i < threads; ++i) {
    workers_.push_back(std::make_unique<Worker>());
    Worker& worker = *workers_.back();
    worker.thread = std::thread([&worker] { Run(worker); });
  }
}

void Workers::Submit(std::size_t shard, std::function<void()> job) {
  Worker& worker = WorkerOf(shard);
  const std::lock_guard lock(worker.mutex);
  worker.jobs.push_back(std::move(job));
  // A busy worker checks the queue itself when its job is done.
  if (!worker.busy) worker.changed.notify_one();
}

void Workers::RunOrSubmit(std::size_t shard, std::function<void()> job) {
  Worker& worker = WorkerOf(shard);
  {
    const std::lock_guard lock(worker.mutex);
    if (worker.busy || worker.stopped || !worker.jobs.empty()) {
      worker.jobs.push_back(std::move(job));
      return;
    }
  }
  job();
}

void Workers::Run(Worker& worker) {
  std::unique_lock lock(worker.mutex);
  while (true) {
    worker.changed.wait(lock, [&] { return worker.stopped || !worker.jobs.empty(); });
    if (worker.stopped) return;
    worker.busy = true;
    {
      const std::function<void()> job = std::move(worker.jobs.front());
      worker.jobs.pop_front();
      lock.unlock();
      job();
    }
    lock.lock();
    worker.busy = false;
  }
}

void Workers::Stop() {
  for (const auto& worker : workers_) {
    const std::lock_guard lock(worker->mutex);
    worker->stopped = true;
    worker->changed.notify_one();
  }
  for (const auto& worker : workers_) {
    if (worker->thread.joinable()) worker->thread.join();
    worker->jobs.clear();
  }
}

}  // namespace pipeline
