#pragma once

#include "common/config/options.hpp"
#include "services/api/graphql/engine.hpp"

namespace pipeline::api {

/// Registers what bounds a GraphQL request; `target` outlives Parse().
void AddLimitOptions(config::Options& options, graphql::EngineLimits* target);

}  // namespace pipeline::api
