#include "tests/support/fork_thread.hpp"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

namespace pipeline::testing {
namespace {

class ForkThread {
 public:
  ForkThread() {
    std::thread([this] { Loop(); }).detach();
  }

  void Run(const std::function<void()>& work) {
    std::packaged_task<void()> task(work);
    auto done = task.get_future();
    {
      const std::lock_guard lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    added_.notify_one();
    done.get();
  }

 private:
  [[noreturn]] void Loop() {
    while (true) {
      Next()();
    }
  }

  std::packaged_task<void()> Next() {
    std::unique_lock lock(mutex_);
    added_.wait(lock, [this] { return !tasks_.empty(); });
    auto task = std::move(tasks_.front());
    tasks_.pop_front();
    return task;
  }

  std::mutex mutex_;
  std::condition_variable added_;
  std::deque<std::packaged_task<void()>> tasks_;
};

}  // namespace

void RunOnForkThread(const std::function<void()>& work) {
  // Never destroyed: its detached thread waits on it until the process is gone.
  static auto* const fork_thread = new ForkThread;
  fork_thread->Run(work);
}

}  // namespace pipeline::testing
