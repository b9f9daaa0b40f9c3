#pragma once

#include "services/api/graphql/schema/schema.hpp"

namespace pipeline::graphql::validation {

/// Whether `type` is an object of the union or interface `abstract`, or an interface that
/// implements it.
bool IsSubType(const Schema& schema, const NamedType& abstract, const NamedType& type);

/// Whether a value of `type` may stand where `super` is expected.
bool IsSubTypeOf(const Schema& schema, const TypeRef& type, const TypeRef& super);

/// Whether there may be an object of both composite types.
bool TypesOverlap(const Schema& schema, const NamedType& a, const NamedType& b);

}  // namespace pipeline::graphql::validation
