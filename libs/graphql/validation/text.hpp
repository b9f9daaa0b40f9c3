#pragma once

#include <string>
#include <string_view>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/text.hpp"

namespace pipeline::graphql::validation {

/// `text`, clipped, in quotes.
std::string Quoted(std::string_view text);

/// A value as graphql-js prints it, clipped.
std::string Printed(const ast::Value& value);

/// A type reference as it is written.
std::string Printed(const ast::Type& type);

}  // namespace pipeline::graphql::validation
