#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "common/nats/jetstream.hpp"
#include "common/nats/stream_follower.hpp"

namespace pipeline::uploads {

/// How far a service has come with its input, asked of the server when somebody wants to know, at
/// most five times a second. Thread-safe.
class ConsumerProgress {
 public:
  /// `outputs`: where the service leaves what it makes of its input; they outlive this.
  ConsumerProgress(nats::JetStream& jetstream,
                   std::string stream,
                   std::string durable,
                   std::vector<nats::StreamFollower*> outputs);

  /// Whether the service has acknowledged everything up to `sequence`, and everything that it
  /// published before has been delivered by the followers of its outputs. False also where that
  /// cannot be told: the server does not answer, or outputs from `since_ns` on may have been
  /// purged.
  bool HasSettled(std::uint64_t sequence, std::int64_t since_ns);

 private:
  void Refresh();

  nats::JetStream& jetstream_;
  const std::string stream_;
  const std::string durable_;
  const std::vector<nats::StreamFollower*> outputs_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point read_at_{};
  std::uint64_t floor_ = 0;
  std::int64_t complete_since_ns_ = 0;
};

}  // namespace pipeline::uploads
