#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

#include "common/base/error.hpp"
#include "common/nats/connection.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/requests.hpp"

namespace pipeline::nats {

/// A connection to NATS for one run of a command line.
class Session {
 public:
  /// kUnavailable when there is no connection within `timeout` or `stop` is requested meanwhile;
  /// kInvalidConfiguration for options that cannot work. `closed` is called, on another thread, if
  /// the connection ends for good later.
  static base::Result<std::unique_ptr<Session>> Open(const ConnectionOptions& options,
                                                     std::chrono::milliseconds timeout,
                                                     const std::stop_token& stop,
                                                     std::function<void()> closed);

  JetStream& jetstream() { return jetstream_; }

 private:
  Session(std::unique_ptr<Connection> connection, std::unique_ptr<Requests> requests);

  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Requests> requests_;
  JetStream jetstream_;
};

}  // namespace pipeline::nats
