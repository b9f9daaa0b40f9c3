#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "common/base/error.hpp"
#include "common/contract/headers.hpp"
#include "common/nats/message.hpp"

namespace pipeline::nats {

struct ConnectionOptions {
  std::string url = "nats://127.0.0.1:4222";  ///< One, or several with commas between.
  std::string name = {};                      ///< Shown in the server's connection list.
  std::string creds_file = {};
  std::string nkey_seed_file = {};
  std::string tls_ca = {};
  std::string tls_cert = {};
  std::string tls_key = {};
  std::string user = {};
  std::string password = {};
  std::string password_file = {};  ///< Where `password` has come from, if from a file.
};

/// What a connection tells its owner. Called from nats.c's threads: short, and never destroys the
/// connection.
struct ConnectionEvents {
  std::function<void()> disconnected;
  std::function<void()> reconnected;
  /// For good: nats.c does not come back from this one (credentials refused twice, protocol error).
  std::function<void()> closed;
  /// The subject of a publish that the server denied; it gets no other answer.
  std::function<void(std::string_view subject)> publish_denied;
};

/// Receives messages one by one; destroyed before its Connection.
class Subscription {
 public:
  virtual ~Subscription() = default;
  /// The next message within `timeout`. kTimeout when none came; kUnavailable when the server says
  /// that nobody serves the request; any other error means that the subscription is over.
  virtual base::Result<Message> Next(std::chrono::milliseconds timeout) = 0;
};

/// One connection to NATS (nats.c), with the settings that its dangers ask for: short reconnect
/// waits, a write deadline, pings that notice a dead peer in 10 s, an inbox prefix of its own.
/// Thread-safe. Publishing is fire and forget: what it carries may be lost with the connection, so
/// every caller waits for an answer of the other side.
class Connection {
 public:
  /// Tries until it is connected, with growing pauses, also while its credentials are refused: the
  /// server may learn them later, as a pod may start before its user is made. Says why in the log
  /// and to `waiting`, again when the kind of failure changes. Gives up only when `stop` is
  /// requested (kUnavailable) or where the options cannot work (kInvalidConfiguration).
  static base::Result<std::unique_ptr<Connection>> Connect(
      const ConnectionOptions& options,
      const std::stop_token& stop,
      const std::function<void(const std::string& reason)>& waiting = {});
  virtual ~Connection() = default;

  /// Callbacks from now on. They must stay callable until ClearEvents() or the end of the
  /// connection.
  virtual void SetEvents(ConnectionEvents events) = 0;
  void ClearEvents() { SetEvents({}); }

  /// Copies everything before it returns. Blocks up to the write deadline (5 s) while a server
  /// stalls. kInvalidInput for a subject that is not one (spaces, control characters, empty
  /// tokens), kTooLarge over max_payload, otherwise retryable.
  virtual base::Result<void> Publish(std::string_view subject,
                                     std::string_view reply,
                                     const contract::Headers& headers,
                                     std::string_view body) = 0;

  virtual base::Result<std::unique_ptr<Subscription>> Subscribe(const std::string& subject) = 0;
  /// `callback` runs on a thread of the subscription's own, one message at a time.
  virtual base::Result<std::unique_ptr<Subscription>> Subscribe(
      const std::string& subject, std::function<void(Message)> callback) = 0;

  /// A subject prefix that no other client uses: "_INBOX_<name>.<unique>".
  virtual std::string NewInbox() const = 0;
  virtual bool IsConnected() const = 0;
  /// Bytes of headers and body that the server takes in one message.
  virtual std::int64_t MaxPayload() const = 0;
  /// Waits until the server has seen everything published so far.
  virtual base::Result<void> Flush(std::chrono::milliseconds timeout) = 0;
};

/// Whether a text may stand as a subject to publish to: tokens of printable ASCII without spaces or
/// wildcards, none empty. nats.c checks nothing, and a CR LF in a subject would be a protocol
/// command.
bool IsPublishSubject(std::string_view subject);

}  // namespace pipeline::nats
