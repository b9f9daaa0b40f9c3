#pragma once

#include <optional>
#include <string>

#include "common/base/options.hpp"
#include "common/nats/connection.hpp"
#include "common/nats/topology.hpp"

namespace pipeline::service {

/// The options of every service.
struct CommonOptions {
  nats::ConnectionOptions nats;
  nats::TopologyOptions topology;
  bool auto_provision = true;
  std::string log_level = "info";
  std::string log_format = "text";
  std::string health_address;  ///< Empty: health is not served.
  bool healthcheck = false;    ///< Check the running service instead of starting one.
};

/// Registers them; `target` outlives Parse(). `name` is the executable's.
void AddCommonOptions(base::Options& options, const std::string& name, CommonOptions* target);

/// Registers the part that a command line tool needs: the connection, the bucket, the log.
void AddConnectionOptions(base::Options& options, const std::string& name, CommonOptions* target);

/// Registers the limits of streams and consumers that are created.
void AddTopologyOptions(base::Options& options, nats::TopologyOptions* target);

/// Runs --healthcheck if it was requested. The exit code: 0 if the service at HEALTH_ADDRESS is
/// ready, otherwise 1, with the reason on standard error.
std::optional<int> RunHealthCheck(const CommonOptions& options);

}  // namespace pipeline::service
