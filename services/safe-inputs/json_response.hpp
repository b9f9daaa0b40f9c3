#pragma once

#include <nlohmann/json_fwd.hpp>

#include "common/http/message.hpp"

namespace pipeline::safe_inputs {

/// An answer that no cache keeps.
http::Response JsonResponse(int status, const nlohmann::ordered_json& body);

}  // namespace pipeline::safe_inputs
