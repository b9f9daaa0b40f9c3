#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/topology.hpp"

namespace pipeline::provision {

/// Puts an operator's overrides, a JSON text, into `options`; answers every problem in it: where in
/// the text, what was expected, what came. Pure.
///
///   {"streams": {"safeInputsRawSheetData": {"replicas": 3, "max_bytes": "20GiB",
///                                           "max_age": "90d", "duplicate_window": "24h"}},
///    "consumers": {"safeInputsRawSheetDataConsumer": {"ack_wait": "1m", "max_ack_pending": 512}}}
std::vector<std::string> ParseOverrides(std::string_view text, nats::TopologyOptions* options);

/// The same from a file; problems name it, one a line. kInvalidConfiguration.
base::Result<void> LoadOverrides(const std::string& path, nats::TopologyOptions* options);

}  // namespace pipeline::provision
