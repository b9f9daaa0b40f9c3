#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace pipeline::safe_inputs {

/// A token bucket for each client's uploads, which holds a minute's worth and refills steadily. A
/// client is an IPv4 address, or the first 64 bits of an IPv6 one. Remembers a bounded number of
/// clients; beyond that it forgets them all. Thread-safe.
class RateLimit {
 public:
  using Clock = std::chrono::steady_clock;

  /// 0 a minute: no limit.
  explicit RateLimit(std::int64_t per_minute) : per_minute_(static_cast<double>(per_minute)) {}

  /// The client's wait before its next upload; zero: none. Does not count an upload.
  std::chrono::seconds WaitOf(const std::string& client, Clock::time_point now = Clock::now());
  void Count(const std::string& client, Clock::time_point now = Clock::now());

 private:
  struct Bucket {
    double left;
    Clock::time_point filled_at;
  };
  static constexpr std::size_t kMostClients = 10'000;

  Bucket& Filled(const std::string& client, Clock::time_point now);

  const double per_minute_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace pipeline::safe_inputs
