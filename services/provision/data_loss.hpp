#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace pipeline::provision {

/// What a stream would lose by the change of `field` from `found` to `wanted`, to follow "would
/// lose"; empty: nothing. `state` is the one of STREAM.INFO. Errs on the side of a loss. Pure.
std::string StreamLoss(const std::string& field,
                       const nlohmann::json& wanted,
                       const nlohmann::json& found,
                       const nlohmann::json& state,
                       std::int64_t now_ns);

/// The same for a consumer: what the server cannot change costs its place in the stream.
std::string ConsumerLoss(const std::string& field);

/// Whether such a loss is one of the whole thing, because the server cannot change the field.
bool IsRecreation(const std::string& loss);

}  // namespace pipeline::provision
