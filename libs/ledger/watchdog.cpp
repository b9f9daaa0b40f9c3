#include "libs/ledger/watchdog.hpp"

#include <sys/socket.h>

namespace pipeline::ledger {

Watchdog::Watchdog() : thread_([this] { Run(); }) {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

Watchdog::Watch::Watch(Watchdog& watchdog, int socket, std::chrono::milliseconds limit)
    : watchdog_(watchdog) {
  {
    const std::lock_guard lock(watchdog_.mutex_);
    watchdog_.call_ = Call{socket, std::chrono::steady_clock::now() + limit};
    watchdog_.fired_ = false;
  }
  watchdog_.changed_.notify_one();
}

Watchdog::Watch::~Watch() {
  const std::lock_guard lock(watchdog_.mutex_);
  watchdog_.call_.reset();
}

bool Watchdog::fired() const {
  const std::lock_guard lock(mutex_);
  return fired_;
}

void Watchdog::Run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (!call_) {
      changed_.wait(lock);
    } else if (std::chrono::steady_clock::now() < call_->deadline) {
      changed_.wait_until(lock, std::chrono::steady_clock::time_point(call_->deadline));
    } else {
      // Under the lock, which ~Watch takes too: the descriptor cannot be closed and reused
      // meanwhile.
      shutdown(call_->socket, SHUT_RDWR);
      fired_ = true;
      call_.reset();
    }
  }
}

}  // namespace pipeline::ledger
