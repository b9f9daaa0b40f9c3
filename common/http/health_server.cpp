#include "common/http/health_server.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/json.hpp"

namespace pipeline::http {
namespace {

using nlohmann::ordered_json;

Response Answer(int status, const ordered_json& body) {
  Response response{status, "application/json", {}, {{"Cache-Control", "no-store"}}};
  response.body = base::JsonText(body) + "\n";
  return response;
}

}  // namespace

void AddHealthRoutes(Router& router, const NotReady& not_ready) {
  router.Add({"GET", "/livez", [](const Request&) { return Answer(200, {{"live", true}}); }});
  router.Add({"GET", "/readyz", [not_ready](const Request&) {
                const std::string reason = not_ready();
                if (reason.empty()) return Answer(200, {{"ready", true}});
                return Answer(503, {{"ready", false}, {"waitingFor", reason}});
              }});
}

base::Result<std::unique_ptr<HealthServer>> HealthServer::Start(const std::string& address,
                                                                const NotReady& not_ready) {
  Router router;
  AddHealthRoutes(router, not_ready);
  HttpServerOptions options{address};
  options.threads = 2;
  options.connections = 256;
  auto server = HttpServer::Start(options, std::move(router));
  if (!server) return tl::make_unexpected(std::move(server).error());
  return std::unique_ptr<HealthServer>(new HealthServer(std::move(*server)));
}

}  // namespace pipeline::http
