#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.hpp"
#include "common/contract/headers.hpp"
#include "common/nats/connection_options.hpp"
#include "common/nats/handles.hpp"
#include "common/nats/message.hpp"

namespace pipeline::nats {

/// Callbacks of a connection, on threads of nats.c: short, and never destroying the connection.
struct ConnectionEvents {
  std::function<void()> disconnected;
  std::function<void()> reconnected;
  /// Closed for good: nats.c does not reconnect after credentials were refused twice or after a
  /// protocol error.
  std::function<void()> closed;
  /// The server denied a publish to `subject`; the publish gets no other answer.
  std::function<void(std::string_view subject)> publish_denied;
};

/// Keeps the handles of ended subscriptions until the connection is closed: nats.c 3.4.1 may still
/// be delivering a message to a subscription that another thread destroys (its issue 637).
/// Thread-safe.
class RetiredSubscriptions {
 public:
  void Keep(SubscriptionHandle handle) {
    const std::lock_guard lock(mutex_);
    handles_.push_back(std::move(handle));
  }
  void DestroyAll() {
    const std::lock_guard lock(mutex_);
    handles_.clear();
  }

 private:
  std::mutex mutex_;
  std::vector<SubscriptionHandle> handles_;
};

/// Receives messages until it is destroyed, before its Connection.
class Subscription {
 public:
  ~Subscription();
  Subscription(const Subscription&) = delete;
  Subscription& operator=(const Subscription&) = delete;

  /// The next message within `timeout`; only without a callback. kTimeout: no message.
  /// kUnavailable: the server reports that nobody serves the request. Any other error: the
  /// subscription is over.
  base::Result<Message> Next(std::chrono::milliseconds timeout);

 private:
  friend class Connection;
  struct Receiver;

  Subscription(RetiredSubscriptions& retired,
               SubscriptionHandle handle,
               std::shared_ptr<Receiver> receiver);
  static void OnMessage(__natsConnection*, __natsSubscription*, __natsMsg* raw, void* closure);
  static void OnComplete(void* closure);

  RetiredSubscriptions& retired_;
  std::shared_ptr<Receiver> receiver_;  ///< Null without a callback.
  SubscriptionHandle handle_;
};

/// One connection to NATS through nats.c: short reconnect waits, a write deadline, pings that
/// notice a dead peer within 10 s, an inbox prefix of its own. Thread-safe. Publishing is fire and
/// forget: a published message may be lost with the connection, so every caller waits for an answer
/// of the other side.
class Connection {
 public:
  /// Tries until it is connected, with growing pauses, also while its credentials are refused: a
  /// pod may start before the server knows its user. Reports the reason to the log and to
  /// `waiting`, each kind of failure once. Fails only when `stop` is requested (kUnavailable) or
  /// the options cannot work (kInvalidConfiguration).
  static base::Result<std::unique_ptr<Connection>> Connect(
      const ConnectionOptions& options,
      const std::stop_token& stop,
      const std::function<void(const std::string& reason)>& waiting = {});
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Replaces the callbacks. They must stay callable until ClearEvents() or the end of the
  /// connection.
  void SetEvents(ConnectionEvents events);
  void ClearEvents() { SetEvents({}); }

  /// Copies everything before it returns. Blocks up to the write deadline (5 s) while a server
  /// stalls. kInvalidInput for an invalid subject (spaces, control characters, empty tokens),
  /// kTooLarge over max_payload, otherwise retryable.
  base::Result<void> Publish(std::string_view subject,
                             std::string_view reply,
                             const contract::Headers& headers,
                             std::string_view body);

  base::Result<std::unique_ptr<Subscription>> Subscribe(const std::string& subject);
  /// `callback` runs on a thread of the subscription's own, one message at a time.
  base::Result<std::unique_ptr<Subscription>> Subscribe(const std::string& subject,
                                                        std::function<void(Message)> callback);

  /// A subject prefix that no other client uses: "_INBOX_<name>.<unique>".
  std::string NewInbox() const;
  bool IsConnected() const;
  /// Limit of the server on the headers and body of one message, in bytes.
  std::int64_t MaxPayload() const;
  /// Waits until the server has processed everything published so far.
  base::Result<void> Flush(std::chrono::milliseconds timeout);

 private:
  struct Callbacks;
  struct Closing;

  explicit Connection(std::string name);
  void WaitUntilClosed();

  const std::string name_;
  std::shared_mutex events_mutex_;
  ConnectionEvents events_;
  const std::shared_ptr<Closing> closing_;
  RetiredSubscriptions retired_;
  ConnectionHandle handle_;  ///< Destroyed first, so that no callback finds the rest destroyed.
};

/// True for tokens of printable ASCII without spaces or wildcards, none of them empty. nats.c
/// checks nothing, and a CR LF in a subject would inject a protocol command. Pure.
bool IsPublishSubject(std::string_view subject);

}  // namespace pipeline::nats
