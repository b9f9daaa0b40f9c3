#include "services/safe-inputs/rate_limit.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace pipeline::safe_inputs {
namespace {

constexpr std::size_t kNetworkBytes = 8;

// A household or machine usually has a whole IPv6 /64.
std::string ClientOf(const std::string& address) {
  in6_addr parsed{};
  if (inet_pton(AF_INET6, address.c_str(), &parsed) != 1 || IN6_IS_ADDR_V4MAPPED(&parsed)) {
    return address;
  }
  std::string network(kNetworkBytes, '\0');
  std::memcpy(network.data(), &parsed, kNetworkBytes);
  return network;
}

}  // namespace

std::chrono::seconds RateLimit::WaitOf(const std::string& client, Clock::time_point now) {
  if (per_minute_ <= 0) return std::chrono::seconds(0);
  const std::lock_guard lock(mutex_);
  const double missing = 1 - Filled(client, now).left;
  if (missing <= 0) return std::chrono::seconds(0);
  return std::chrono::seconds(static_cast<std::int64_t>(std::ceil(missing * 60 / per_minute_)));
}

void RateLimit::Count(const std::string& client, Clock::time_point now) {
  if (per_minute_ <= 0) return;
  const std::lock_guard lock(mutex_);
  // Concurrent requests may have passed the check with the last token.
  Bucket& bucket = Filled(client, now);
  bucket.left = std::max(0.0, bucket.left - 1);
}

RateLimit::Bucket& RateLimit::Filled(const std::string& client, Clock::time_point now) {
  if (buckets_.size() >= kMostClients) buckets_.clear();
  Bucket& bucket = buckets_.try_emplace(ClientOf(client), Bucket{per_minute_, now}).first->second;
  const std::chrono::duration<double, std::ratio<60>> passed = now - bucket.filled_at;
  bucket.left = std::min(per_minute_, bucket.left + passed.count() * per_minute_);
  bucket.filled_at = now;
  return bucket;
}

}  // namespace pipeline::safe_inputs
