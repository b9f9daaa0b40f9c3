#include "services/safe-inputs/json_response.hpp"

namespace pipeline::safe_inputs {

http::Response JsonResponse(int status, const nlohmann::ordered_json& body) {
  using nlohmann::ordered_json;
  http::Response response{status, "application/json", {}, {{"Cache-Control", "no-store"}}};
  response.body = body.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
  return response;
}

}  // namespace pipeline::safe_inputs
