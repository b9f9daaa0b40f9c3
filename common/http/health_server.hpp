#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "common/base/error.hpp"
#include "common/http/http_server.hpp"
#include "common/http/router.hpp"

namespace pipeline::http {

/// Says what a service waits for; empty when it is able to work. Called from several threads, must
/// be short.
using NotReady = std::function<std::string()>;

/// GET /livez: 200 while the process answers. GET /readyz: 200 {"ready":true}, or 503
/// {"ready":false,"waitingFor":"..."}.
void AddHealthRoutes(Router& router, const NotReady& not_ready);

/// Serves these two, and nothing else, on an address of their own, so that they answer however busy
/// the service is.
class HealthServer {
 public:
  /// Errors: those of HttpServer::Start.
  static base::Result<std::unique_ptr<HealthServer>> Start(const std::string& address,
                                                           const NotReady& not_ready);

  std::uint16_t port() const { return server_->port(); }

 private:
  explicit HealthServer(std::unique_ptr<HttpServer> server) : server_(std::move(server)) {}

  std::unique_ptr<HttpServer> server_;
};

}  // namespace pipeline::http
