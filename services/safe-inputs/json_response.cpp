#include "services/safe-inputs/json_response.hpp"

#include <nlohmann/json.hpp>

#include "common/base/json.hpp"

namespace pipeline::safe_inputs {

using nlohmann::ordered_json;

http::Response JsonResponse(int status, const ordered_json& body) {
  http::Response response{status, "application/json", {}, {{"Cache-Control", "no-store"}}};
  response.body = base::JsonText(body) + "\n";
  return response;
}

}  // namespace pipeline::safe_inputs
