#pragma once

#include <nlohmann/json_fwd.hpp>

#include "libs/http/message.hpp"

namespace pipeline::safe_inputs {

/// An answer that no cache keeps.
http::Response JsonResponse(int status, const nlohmann::ordered_json& body);

}  // namespace pipeline::safe_inputs
