#pragma once

#include <algorithm>
#include <chrono>
#include <stop_token>
#include <utility>

#include "common/base/backoff.hpp"
#include "common/base/error.hpp"
#include "common/base/log.hpp"

namespace pipeline::provision {

/// How long a run waits for servers that are away: until a time that all its calls share.
class Patience {
 public:
  Patience(std::chrono::milliseconds timeout, std::stop_token stop)
      : deadline_(std::chrono::steady_clock::now() + timeout), stop_(std::move(stop)) {}

  /// Calls until it succeeds, fails with what waiting does not mend, or the time is up: then the
  /// last error. Pauses grow; the log is told what it waits for, once.
  template <typename Call>
  auto Retry(Call&& call) const -> decltype(call()) {
    base::Backoff backoff(std::chrono::milliseconds(100), std::chrono::milliseconds(2000));
    bool told = false;
    while (true) {
      auto result = call();
      if (result || !result.error().retryable || stop_.stop_requested()) return result;
      const auto left = Left();
      if (left.count() <= 0) return result;
      if (!told) base::LogWarning("waiting: {}", result.error().message);
      told = true;
      base::SleepFor(std::min(backoff.Next(), left), stop_);
    }
  }

  std::chrono::milliseconds Left() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ -
                                                                 std::chrono::steady_clock::now());
  }

 private:
  std::chrono::steady_clock::time_point deadline_;
  std::stop_token stop_;
};

}  // namespace pipeline::provision
