#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "common/base/error.hpp"

namespace httplib {
class Server;
}

namespace pipeline::service {

/// Returns what a service waits for; empty when it is able to work. Called from several threads,
/// must be short.
using NotReady = std::function<std::string()>;

/// The status and JSON body of /livez or /readyz.
struct HealthAnswer {
  int status = 200;
  std::string body;
};

/// 200 {"live":true}.
HealthAnswer Live();
/// 200 {"ready":true} if `reason` is empty, else 503 {"ready":false,"waitingFor":"..."}.
HealthAnswer Ready(const std::string& reason);

/// Serves GET /livez and GET /readyz on an address of their own, so that they answer however busy
/// the service is. One request per connection; a client that sends nothing is disconnected after
/// 1 s.
class HealthServer {
 public:
  /// kInvalidConfiguration for an address that cannot be parsed or listened on.
  static base::Result<std::unique_ptr<HealthServer>> Start(const std::string& address,
                                                           NotReady not_ready);
  ~HealthServer();
  HealthServer(const HealthServer&) = delete;
  HealthServer& operator=(const HealthServer&) = delete;

  std::uint16_t port() const { return port_; }

 private:
  HealthServer();

  std::unique_ptr<httplib::Server> server_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

/// Requests GET /readyz from the service with this HEALTH_ADDRESS, over the loopback address if the
/// service listens on all addresses; waits up to 2 s. kUnavailable, with what the service waits
/// for, if it is not ready or does not answer; kInvalidConfiguration for an address that cannot be
/// parsed.
base::Result<void> CheckReady(const std::string& address);

}  // namespace pipeline::service
