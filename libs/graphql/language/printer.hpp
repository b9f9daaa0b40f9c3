#pragma once

#include <string>
#include <string_view>

#include "libs/graphql/language/ast.hpp"

namespace pipeline::graphql {

/// As graphql-js prints them: one space after commas and colons, block strings laid out anew.
std::string Print(const ast::Value& value);
std::string Print(const ast::Type& type);

/// A string literal with this value: quotes around it, escapes where it needs them.
std::string PrintString(std::string_view value);

}  // namespace pipeline::graphql
