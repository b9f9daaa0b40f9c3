#pragma once

#include <string>

#include "libs/graphql/language/ast.hpp"

namespace pipeline::graphql::validation {

/// Text that two values share if and only if they are the same, whatever the order of the fields
/// of their objects.
std::string CanonicalText(const ast::Value& value);

}  // namespace pipeline::graphql::validation
