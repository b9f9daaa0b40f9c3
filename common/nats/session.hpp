#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "common/base/error.hpp"
#include "common/nats/connection.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/requests.hpp"

namespace pipeline::nats {

/// A connection to NATS, with requests and JetStream on it.
class Session {
 public:
  /// Waits until it is connected, as Connection::Connect does. `events` are passed to the
  /// connection.
  static base::Result<std::unique_ptr<Session>> Open(
      const ConnectionOptions& options,
      const std::stop_token& stop,
      ConnectionEvents events,
      const std::function<void(const std::string& reason)>& waiting = {});

  /// For one run of a command line: kUnavailable also when there is no connection within `timeout`.
  /// `closed` is ConnectionEvents::closed.
  static base::Result<std::unique_ptr<Session>> OpenWithin(std::chrono::milliseconds timeout,
                                                           const ConnectionOptions& options,
                                                           const std::stop_token& stop,
                                                           std::function<void()> closed);

  Connection& connection() { return *connection_; }
  Requests& requests() { return *requests_; }
  JetStream& jetstream() { return jetstream_; }

 private:
  Session(std::unique_ptr<Connection> connection, std::unique_ptr<Requests> requests);

  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Requests> requests_;
  JetStream jetstream_;
};

}  // namespace pipeline::nats
