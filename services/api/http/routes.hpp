#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "common/service/health.hpp"
#include "libs/http/bearer_tokens.hpp"
#include "libs/http/router.hpp"
#include "services/api/http/cors.hpp"
#include "services/api/http/graphiql_page.hpp"
#include "services/api/http/graphql_handler.hpp"

namespace pipeline::api {

/// What the routes answer with; outlives them.
struct Site {
  GraphQLHandler* graphql;  ///< Null while there is nothing to answer from yet.
  const GraphiQLPage& page;
  const http::BearerTokens& tokens;
  const Cors& cors;
  service::NotReady not_ready;
  std::size_t max_body_bytes;
};

/// GET and POST /graphql (and /graphql/), GraphiQL at /graphiql and, for browsers, at /graphql;
/// /livez and /readyz. Tokens guard all but health and GraphiQL's page.
http::Router MakeRouter(const Site& site);

}  // namespace pipeline::api
