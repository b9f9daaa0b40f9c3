#pragma once

#include <chrono>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/topology.hpp"
#include "services/provision/jetstream_admin.hpp"

namespace pipeline::provision {

/// The sequence below which every durable of a stream has acknowledged everything. `consumers` are
/// answers to CONSUMER.INFO; consumers that are not durable do not count. kNotFound where one of
/// `durables` is missing: what it has still to see is unknown. Pure.
base::Result<std::uint64_t> AcknowledgedBelow(const std::vector<std::string>& durables,
                                              const std::vector<nlohmann::json>& consumers);

/// Result of trimming one stream.
struct Trimmed {
  std::string stream;
  std::uint64_t below = 0;   ///< Messages from this sequence on stayed.
  std::uint64_t purged = 0;  ///< How many went.
};

/// Deletes from every stream that has durables the messages that all of them have acknowledged and
/// that are older than `keep` and than the stream's duplicate window (within which a sender's retry
/// is compared with what is stored). Bucket, ledger receipts and dead letters have no durables, so
/// they stay. A durable's ack floor only grows, and so does the first message that is new enough:
/// what was read before the purge stays true, whoever works on meanwhile. One answer a stream.
std::vector<base::Result<Trimmed>> Trim(JetStreamAdmin& admin,
                                        const nats::TopologyOptions& options,
                                        std::chrono::milliseconds keep,
                                        std::int64_t now_ns);

}  // namespace pipeline::provision
