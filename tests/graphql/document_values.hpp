#pragma once

#include <vector>

#include "libs/graphql/language/ast.hpp"

namespace pipeline::graphql {

/// The arguments' values and the defaults of a document, wherever they stand.
std::vector<const ast::Value*> ValuesOf(const ast::Document& document);

/// The types of its variables.
std::vector<const ast::Type*> VariableTypesOf(const ast::Document& document);

}  // namespace pipeline::graphql
