#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/topology.hpp"
#include "services/provision/change.hpp"
#include "services/provision/jetstream_admin.hpp"

namespace pipeline::provision {

/// Makes the streams, consumers and the bucket what the topology table says. Each call may be
/// repeated after an error: what is already as wanted is left alone. One thread at a time.
class StreamProvisioner {
 public:
  using Tell = std::function<void(const std::string&)>;

  /// `tell` gets one line for everything that was done.
  StreamProvisioner(JetStreamAdmin& admin, const nats::TopologyOptions& options, Tell tell);

  /// Every difference; changes nothing.
  base::Result<std::vector<Change>> Plan();

  /// Mends every difference and reads each thing back. kConflict where it is not what was set, and
  /// for a change that loses data, also one that came after Plan(), unless that may be.
  base::Result<void> Apply(bool allow_data_loss);

 private:
  base::Result<void> ApplyStream(const nlohmann::json& wanted);
  base::Result<void> ApplyConsumer(const std::string& stream, const nlohmann::json& wanted);
  base::Result<void> ChangeStream(const nlohmann::json& wanted, const nlohmann::json& info);
  base::Result<void> ChangeConsumer(const std::string& stream,
                                    const nlohmann::json& wanted,
                                    const nlohmann::json& info);
  base::Result<void> ReadStreamBack(const nlohmann::json& sent);
  base::Result<void> ReadConsumerBack(const std::string& stream, const nlohmann::json& sent);

  JetStreamAdmin& admin_;
  const nats::TopologyOptions& options_;
  const std::vector<nats::StreamSpec> specs_;
  Tell tell_;
  bool allow_data_loss_ = false;
};

}  // namespace pipeline::provision
