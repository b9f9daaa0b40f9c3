#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/topology.hpp"

namespace pipeline::nats {

/// Makes sure that the named streams with all their durables are there, from the topology table:
/// asks first, creates only what is not found (and only if `create`), never changes what exists.
/// Waits, with growing pauses, for what is neither there nor its to create, and for a server that
/// is away; `waiting` is told what for (once for each), or gets an empty text when it no longer
/// waits. A difference in limits is warned of in the log; one in subjects, retention or
/// acknowledgement is kInvalidConfiguration, naming the field, wanted and found. A denied INFO
/// request means "not mine to see": it is named in the log and the thing is taken to be there.
/// kUnavailable when `stop` is requested.
base::Result<void> EnsureStreams(JetStream& jetstream,
                                 const std::vector<StreamSpec>& streams,
                                 const TopologyOptions& options,
                                 bool create,
                                 const std::stop_token& stop,
                                 const std::function<void(const std::string&)>& waiting);

}  // namespace pipeline::nats
