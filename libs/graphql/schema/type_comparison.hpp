#pragma once

#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// Whether every value of type `type` is one of type `super`: the same, non-null instead of
/// nullable, an object or interface instead of an interface or union of its, also within lists.
bool IsSubtype(const Schema& schema, const TypeRef& type, const TypeRef& super);

/// The same of two types without wrappers, the super type being a union or an interface.
bool IsSubtype(const Schema& schema, const NamedType& type, const NamedType& abstract);

}  // namespace pipeline::graphql
