#pragma once

#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql::validation {

/// Whether there may be an object of both composite types.
bool TypesOverlap(const Schema& schema, const NamedType& a, const NamedType& b);

}  // namespace pipeline::graphql::validation
