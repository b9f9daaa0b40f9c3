#pragma once

#include "common/service/health.hpp"
#include "libs/http/router.hpp"

namespace pipeline::http {

/// Adds GET /livez and GET /readyz, as service::HealthServer answers them.
void AddHealthRoutes(Router& router, const service::NotReady& not_ready);

}  // namespace pipeline::http
