#pragma once

#include <nlohmann/json.hpp>

namespace pipeline::bench {

/// Resident memory of each service in KB, idle and the most after a hundred messages of 1 MB, on
/// real servers. Throws std::runtime_error where one does not start or the messages do not arrive.
nlohmann::ordered_json MeasureMemory();

}  // namespace pipeline::bench
