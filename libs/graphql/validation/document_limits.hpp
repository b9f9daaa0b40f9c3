#pragma once

#include <optional>
#include <string>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/validation/fragments.hpp"
#include "libs/graphql/validation/validate.hpp"

namespace pipeline::graphql::validation {

/// Why the first operation that asks for too much does, in graphql-armor's words: `Syntax Error:
/// Aliases limit of 15 exceeded, found 18.` Nothing: none does. Each fragment is counted once and
/// without recursion, however often and deep it is spread.
std::optional<std::string> ExceededLimit(const ast::Document& document,
                                         const Fragments& fragments,
                                         const ValidationLimits& limits);

}  // namespace pipeline::graphql::validation
