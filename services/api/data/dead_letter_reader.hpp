#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/stream_follower.hpp"
#include "services/api/data/dead_letter.hpp"
#include "services/api/data/watchers.hpp"

namespace pipeline::api {

struct DeadLetterPage {
  std::vector<DeadLetter> letters;  ///< The newest first.
  bool has_next = false;
};

/// Reads the dead letters' headers, page by page as they are asked for, and follows new ones.
/// Thread-safe; the JetStream outlives it.
class DeadLetterReader {
 public:
  explicit DeadLetterReader(nats::JetStream& jetstream, std::size_t waiting_changes = 1'024);

  /// At most `first`, older than the one with the sequence `after` (0: from the newest on). Costs
  /// one short-lived consumer, and more where many were removed in between. No letters where there
  /// is no such stream.
  base::Result<DeadLetterPage> Page(std::size_t first, std::uint64_t after);

  /// Every dead letter from now on.
  std::shared_ptr<WatchQueue<DeadLetter>> Watch();

  /// Empty once new ones are followed.
  std::string NotReady() const;

  /// Call after each reconnect.
  void OnReconnected() { follower_->OnReconnected(); }

 private:
  nats::JetStream& jetstream_;
  Watchers<DeadLetter> watchers_;
  std::unique_ptr<nats::StreamFollower> follower_;
};

}  // namespace pipeline::api
