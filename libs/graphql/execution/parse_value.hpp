#pragma once

#include <string>
#include <tl/expected.hpp>

#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/execution/json_input.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// What `type`, a scalar or enum, makes of a variable's value, which is not null; or graphql-js's
/// message of why it cannot (parseValue() of its types). JSON and every other scalar of the schema
/// take it as its text.
tl::expected<InputValue, std::string> ParseLeafValue(const NamedType& type,
                                                     const JsonInput& input,
                                                     bool suggestions);

}  // namespace pipeline::graphql
