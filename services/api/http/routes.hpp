#pragma once

#include <atomic>

#include "common/service/health.hpp"
#include "libs/http/bearer_tokens.hpp"
#include "libs/http/router.hpp"
#include "services/api/http/cors.hpp"
#include "services/api/http/graphiql_page.hpp"
#include "services/api/http/graphql_handler.hpp"

namespace pipeline::api {

/// Objects behind the routes; they outlive the router.
struct Site {
  const std::atomic<GraphQLHandler*>& graphql;  ///< Null until the pipeline has been reached.
  const GraphiQLPage& page;
  const http::BearerTokens& tokens;
  const Cors& cors;
  service::NotReady not_ready;
};

/// GET and POST /graphql (and /graphql/), GraphiQL at /graphiql and, for browsers, at /graphql;
/// /livez and /readyz. Tokens guard all but health and GraphiQL's page.
http::Router MakeRouter(const Site& site);

}  // namespace pipeline::api
