#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/immudb_server.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::testing {

/// Both servers and every service that carries an upload, on ports of their own, as long as this
/// object lives.
class WholePipeline {
 public:
  WholePipeline();

  bool WaitReady();
  /// Until every durable has nothing left to do.
  bool WaitDrained(std::chrono::milliseconds timeout);

  /// safe-inputs' host:port.
  const std::string& address() const { return address_; }
  /// What a service or a command line tool needs to find these servers.
  std::map<std::string, std::string> Environment() const;
  /// Of all services, for a failed expectation.
  std::string Logs() const;

  NatsServer& nats() { return nats_; }
  ImmudbServer& immudb() { return immudb_; }
  std::vector<std::unique_ptr<ServiceProcess>>& services() { return services_; }

 private:
  NatsServer nats_;
  ImmudbServer immudb_;
  const std::string address_;
  std::vector<std::unique_ptr<ServiceProcess>> services_;
};

}  // namespace pipeline::testing
