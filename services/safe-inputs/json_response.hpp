#pragma once

#include <nlohmann/json.hpp>

#include "common/http/message.hpp"

namespace pipeline::safe_inputs {

/// An answer that no cache keeps. Text that is not UTF-8 is replaced, never an error.
http::Response JsonResponse(int status, const nlohmann::ordered_json& body);

}  // namespace pipeline::safe_inputs
