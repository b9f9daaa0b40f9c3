#pragma once

#include <optional>

#include "services/api/graphql/error.hpp"
#include "services/api/graphql/language/source.hpp"
#include "services/api/graphql/schema/schema.hpp"
#include "services/api/graphql/schema/schema_nodes.hpp"

namespace pipeline::graphql {

/// What graphql-js's validateSchema finds first; nothing: the schema can serve.
std::optional<Error> CheckSchema(const Source& source,
                                 const Schema& schema,
                                 const SchemaNodes& nodes);

}  // namespace pipeline::graphql
