#pragma once

#include "libs/graphql/schema/schema.hpp"

namespace pipeline::api {

/// services/api/schema.graphql.
const char* SchemaText();

/// That schema, with a function for each of its fields. They expect a RequestContext as the
/// request's context.
graphql::Schema MakeSchema();

}  // namespace pipeline::api
