#pragma once

#include <algorithm>
#include <chrono>
#include <thread>

namespace pipeline::testing {

/// Asks `predicate` until it is true or `timeout` has passed; true if it became true. The predicate
/// is asked at least once, and once more after the time is up, so that a machine that stood still
/// in between does not fail a test. Pauses grow from 1 ms to 20 ms.
template <typename Predicate>
bool PollUntil(std::chrono::milliseconds timeout, Predicate&& predicate) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  auto pause = std::chrono::milliseconds(1);
  while (std::chrono::steady_clock::now() < deadline) {
    if (predicate()) {
      return true;
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, std::chrono::milliseconds(20));
  }
  return predicate();
}

}  // namespace pipeline::testing
