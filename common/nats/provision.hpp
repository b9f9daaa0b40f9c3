#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/topology.hpp"

namespace pipeline::nats {

struct ProvisionOptions {
  TopologyOptions topology = {};
  bool create = true;  ///< False: wait until others have created what is missing.
  std::stop_token stop = {};
  /// Called with the name of what is waited for, once for each, and with an empty text when the
  /// wait is over.
  std::function<void(const std::string&)> waiting = {};
};

/// Ensures that the streams exist with all their durables: looks first, creates only what is
/// missing, never changes what exists. Waits, with growing pauses, for what is missing and may not
/// be created, and for a server that is away. A difference in limits is a warning in the log; one
/// in subjects, retention or acknowledgement is kInvalidConfiguration, with the field, the expected
/// and the found value. A denied INFO request means that this user may not see the stream or
/// consumer: it is logged and assumed to exist. kUnavailable when a stop is requested.
base::Result<void> EnsureStreams(JetStream& jetstream,
                                 const std::vector<StreamSpec>& streams,
                                 const ProvisionOptions& options = {});

}  // namespace pipeline::nats
