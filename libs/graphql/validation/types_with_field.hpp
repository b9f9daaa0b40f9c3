#pragma once

#include <string_view>
#include <vector>

#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql::validation {

/// The names of the types of a union or interface that have the field which it lacks, those that
/// most objects have first, interfaces before what implements them.
std::vector<std::string_view> TypesWithField(const Schema& schema,
                                             const NamedType& parent,
                                             std::string_view field);

}  // namespace pipeline::graphql::validation
