#pragma once

#include <optional>

#include "libs/graphql/schema/resolver.hpp"
#include "libs/graphql/execution/selection_plan.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// Gives the introspection types (__Schema, __Type ...) their functions, which answer as
/// graphql-js's do. The schema must not move while a request is answered.
void AddIntrospection(Schema& schema);

/// The answer of __typename, __schema or __type; nothing for any other field.
std::optional<Answer> AnswerMetaField(const Schema& schema, const FieldPlan& field);

}  // namespace pipeline::graphql
