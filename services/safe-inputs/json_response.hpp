#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "common/http/message.hpp"

namespace pipeline::safe_inputs {

/// On one line. Text that is not UTF-8 is replaced, never an error.
std::string ToText(const nlohmann::ordered_json& body);

/// An answer that no cache keeps.
http::Response JsonResponse(int status, const nlohmann::ordered_json& body);

}  // namespace pipeline::safe_inputs
