#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>

#include "common/base/error.hpp"
#include "common/nats/connection.hpp"
#include "common/nats/message.hpp"

namespace pipeline::nats {

/// The pull requests of one owner to the consumers of one stream, and the subscription that their
/// answers come to: asks with MSG.NEXT, counts the messages that may still come, reads the server's
/// status messages, notices silence. Own requests over a plain subscription, because nats.c 3.4.1's
/// natsSubscription_Fetch writes past its array when messages are already queued. Not thread-safe.
class PullRequests {
 public:
  struct Size {
    std::int64_t messages;
    std::int64_t bytes;  ///< Raised to the server's largest message, headers included.
  };

  enum class Received {
    kMessage,    ///< A message of the stream; call CountMessage() if it belongs to the consumer.
    kHeartbeat,  ///< A request is still open.
    kExpired,    ///< A request ended because no more messages came in its time.
    kFilled,     ///< A request ended because it was full, by messages or bytes.
    kRefused,    ///< A request ended early: consumer deleted, leadership change, limits.
    kStray,      ///< Not about an open request.
  };

  PullRequests(Connection& connection, std::string stream);

  /// Subscribes to the inbox, once. Before Ask() and Next().
  base::Result<void> Subscribe();

  /// Adds a request for up to `size` of `consumer`, open for 10 s, with heartbeats every second.
  base::Result<void> Ask(const std::string& consumer, const Size& size);

  /// The next message or status message. Errors as of Subscription::Next.
  base::Result<Message> Next(std::chrono::milliseconds timeout);

  /// Classifies a received message, and closes the request that a status message ends.
  Received Receive(const Message& message);

  /// Counts a message against the oldest request: the server serves them in order.
  void CountMessage();

  /// Messages that the open requests may still bring.
  std::int64_t outstanding() const;

  /// When a request without message or heartbeat counts as lost; Silent() from then on.
  std::chrono::steady_clock::time_point silent_at() const { return last_heard_ + kSilence; }
  bool Silent() const;

  /// Drops all open requests: they are lost, or the owner no longer wants them. Messages that still
  /// come for them are delivered; status messages are strays.
  void Forget();

  const std::string& inbox() const { return inbox_; }

 private:
  static constexpr std::chrono::milliseconds kSilence{2'500};

  struct Request {
    std::uint64_t id;
    std::int64_t messages;
  };

  Connection& connection_;
  const std::string stream_;
  const std::string inbox_;
  std::unique_ptr<Subscription> subscription_;
  std::deque<Request> open_;  ///< Oldest first.
  std::uint64_t next_id_ = 1;
  std::chrono::steady_clock::time_point last_heard_;
};

}  // namespace pipeline::nats
