#include "common/base/backoff.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <random>

namespace pipeline::base {

using std::chrono::milliseconds;

namespace {

// Seeded once a thread, where first something has to wait: a Backoff is made for every publish.
std::minstd_rand& Random() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return random;
}

}  // namespace

Backoff::Backoff(milliseconds first, milliseconds longest)
    : first_(first), longest_(longest), current_(first) {}

milliseconds Backoff::Next() {
  std::uniform_int_distribution<milliseconds::rep> jitter(current_.count() / 2, current_.count());
  const milliseconds pause(jitter(Random()));
  current_ = std::min(current_ * 2, longest_);
  return pause;
}

void SleepFor(milliseconds pause, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any woken;
  std::unique_lock lock(mutex);
  woken.wait_for(lock, stop, pause, [] { return false; });
}

}  // namespace pipeline::base
