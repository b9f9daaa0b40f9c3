#include "libs/http/health_routes.hpp"

#include <utility>

namespace pipeline::http {
namespace {

Response HealthResponse(service::HealthAnswer answer) {
  return {
      answer.status, "application/json", std::move(answer.body), {{"Cache-Control", "no-store"}}};
}

}  // namespace

void AddHealthRoutes(Router& router, const service::NotReady& not_ready) {
  router.Add({"GET", "/livez", [](const Request&) { return HealthResponse(service::Live()); }});
  router.Add({"GET", "/readyz", [not_ready](const Request&) {
                return HealthResponse(service::Ready(not_ready()));
              }});
}

}  // namespace pipeline::http
