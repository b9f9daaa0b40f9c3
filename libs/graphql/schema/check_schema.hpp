#pragma once

#include <optional>

#include "libs/graphql/error.hpp"
#include "libs/graphql/language/source.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/schema/schema_nodes.hpp"

namespace pipeline::graphql {

/// What graphql-js's validateSchema finds first; nothing: the schema can serve.
std::optional<Error> CheckSchema(const Source& source,
                                 const Schema& schema,
                                 const SchemaNodes& nodes);

}  // namespace pipeline::graphql
