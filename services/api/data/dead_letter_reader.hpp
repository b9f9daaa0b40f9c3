#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/contract/headers.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/message.hpp"
#include "common/nats/stream_follower.hpp"
#include "services/api/data/watchers.hpp"

namespace pipeline::api {

/// The headers of a dead letter, without its body. Texts are empty and numbers absent where a
/// header is missing.
struct DeadLetter {
  std::uint64_t sequence = 0;  ///< In the dead-letter stream; its id.
  std::int64_t time_ns = 0;    ///< Time of storing.
  std::string service;
  std::string code;
  std::string reason;
  std::string subject;  ///< Subject of the failed message, like the next two.
  std::string stream;
  std::optional<std::uint64_t> stream_sequence;
  std::optional<std::uint64_t> deliveries;
  std::string part;  ///< `1/2`, or `headers`: part of a letter that did not fit into a message.
  std::string upload_id;
  std::string filename;
  std::string sender;
};

/// Pure. Texts are those of DisplayText().
DeadLetter ReadDeadLetter(const nats::Position& position, const contract::Headers& headers);

struct DeadLetterPage {
  std::vector<DeadLetter> letters;  ///< The newest first.
  bool has_next = false;
};

/// Reads the headers of dead letters page by page on demand, and follows new ones. Thread-safe; the
/// JetStream outlives it.
class DeadLetterReader {
 public:
  explicit DeadLetterReader(nats::JetStream& jetstream, std::size_t waiting_changes = 1'024);

  /// The newest `first` letters older than the sequence `after` (0: of all). Creates one
  /// short-lived consumer, more where many letters in between were removed. Empty where the stream
  /// does not exist.
  base::Result<DeadLetterPage> Page(std::size_t first, std::uint64_t after);

  /// Queues every dead letter from now on.
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
