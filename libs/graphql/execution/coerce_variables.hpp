#pragma once

#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "libs/graphql/execution/limits.hpp"
#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/source.hpp"
#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// The variables of an operation (specification, section 6.1.2) from the JSON text of a request's
/// `variables`: an object; empty text or null are an empty one. Messages, their order and number
/// are graphql-js's. JSON scalars stay the text that came, with its digits and order of keys.
tl::expected<Variables, std::vector<Error>> CoerceVariables(
    const Schema& schema,
    const Source& source,
    const ast::OperationDefinition& operation,
    std::string_view json,
    const ExecutionLimits& limits);

}  // namespace pipeline::graphql
