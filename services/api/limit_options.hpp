#pragma once

#include "common/base/options.hpp"
#include "libs/graphql/engine.hpp"

namespace pipeline::api {

/// Registers what bounds a GraphQL request; `target` outlives Parse().
void AddLimitOptions(base::Options& options, graphql::EngineLimits* target);

}  // namespace pipeline::api
