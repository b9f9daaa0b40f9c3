#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace pipeline::safe_inputs {

/// How many uploads a client may send: a bucket of a minute's worth that refills steadily. A client
/// is an IPv4 address, or the first 64 bits of an IPv6 one. Remembers a bounded number of clients;
/// with more it forgets them all. Thread-safe.
class RateLimit {
 public:
  using Clock = std::chrono::steady_clock;

  /// 0 a minute: no limit.
  explicit RateLimit(std::int64_t per_minute) : per_minute_(static_cast<double>(per_minute)) {}

  /// How long the client has to wait before its next upload; zero: not at all. Counts nothing.
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
