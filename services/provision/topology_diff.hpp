#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "services/provision/change.hpp"

namespace pipeline::provision {

/// The fields in which a stream differs. `wanted` is its configuration as in the topology table,
/// `info` the server's answer to STREAM.INFO, `now_ns` the time, to tell what a shorter age would
/// delete. What the table does not name is not compared, apart from the few fields that would break
/// the contract (a mirror, unacknowledged publishes...). Pure.
std::vector<Change> CompareStream(const nlohmann::json& wanted,
                                  const nlohmann::json& info,
                                  std::int64_t now_ns);

/// The same for a durable; `info` is the answer to CONSUMER.INFO.
std::vector<Change> CompareConsumer(const nlohmann::json& wanted, const nlohmann::json& info);

/// Whether the server can only make these changes by deletion and creation: their loss says so.
bool NeedRecreation(const std::vector<Change>& changes);

/// The server's own configuration with our fields in it and those gone that break the contract: so
/// an update keeps what the server knows and we do not. Pure.
nlohmann::json MendedStream(const nlohmann::json& wanted, const nlohmann::json& found);
nlohmann::json MendedConsumer(const nlohmann::json& wanted, const nlohmann::json& found);

/// Compares the sent configuration with the one read back; empty if all fields are equal. Pure.
std::vector<Change> CompareReadBack(const std::string& what,
                                    const nlohmann::json& sent,
                                    const nlohmann::json& found);

}  // namespace pipeline::provision
