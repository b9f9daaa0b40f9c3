#pragma once

#include <optional>

#include "libs/graphql/execution/collect_fields.hpp"
#include "libs/graphql/schema/resolver.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// Sets the resolvers of the introspection types (__Schema, __Type ...; specification, section 4).
/// They refer to the schema, which must not move while a request is executed.
void AddIntrospection(Schema& schema);

/// The value of __typename, __schema or __type; nothing for any other field.
std::optional<Answer> ResolveMetaField(const Schema& schema, const FieldPlan& field);

}  // namespace pipeline::graphql
