#pragma once

#include <optional>
#include <string>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// The value of a literal as this type. Nothing where it has none: it is of another type, a
/// non-null is null, a required field is missing. A variable's value is returned unchanged, because
/// validation has checked its type (specification, section 5.8.5).
std::optional<InputValue> ValueFromLiteral(const ast::Value& value,
                                           const TypeRef& type,
                                           const Variables* variables);

/// The value of a literal that is no variable as this scalar or enum, or the message that refuses
/// it, without a location.
///
/// A scalar that is not built in becomes RawJson in which numbers keep their digits and the names
/// of enums' values become strings; the scalar named JSON refuses those, as graphql-type-json does.
/// Variables inside are replaced; one that was not given is left out of an object and null in a
/// list.
Result<InputValue> ParseScalarLiteral(const NamedType& leaf,
                                      const ast::Value& value,
                                      const Variables* variables,
                                      bool suggestions = true);

}  // namespace pipeline::graphql
