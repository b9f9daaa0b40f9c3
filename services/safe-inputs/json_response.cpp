#include "services/safe-inputs/json_response.hpp"

#include <nlohmann/json.hpp>

#include "common/base/json.hpp"

namespace pipeline::safe_inputs {

using nlohmann::ordered_json;

std::string ToText(const ordered_json& body) { return base::JsonText(body); }

http::Response JsonResponse(int status, const ordered_json& body) {
  http::Response response{status, "application/json", {}, {{"Cache-Control", "no-store"}}};
  response.body = ToText(body) + "\n";
  return response;
}

}  // namespace pipeline::safe_inputs
