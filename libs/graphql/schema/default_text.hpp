#pragma once

#include <optional>
#include <string>

#include "libs/graphql/execution/input_value.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// A default as introspection prints it: the literal that has this value as this type.
std::string DefaultText(const InputValue& value, const TypeRef& type);

}  // namespace pipeline::graphql
