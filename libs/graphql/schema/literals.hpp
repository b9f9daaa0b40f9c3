#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "libs/graphql/error.hpp"
#include "libs/graphql/execution/input_value.hpp"
#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// Coerced variables by their name, without "$". One that was not given is absent.
using Variables = std::unordered_map<std::string, InputValue>;

/// The value that a literal has as this type; nothing where it has none: it is of another type, a
/// non-null is null, a field that must be there is not. A variable is taken as it is; validation
/// has looked at its type (specification, section 5.8.5).
std::optional<InputValue> ValueFromLiteral(const ast::Value& value,
                                           const TypeRef& type,
                                           const Variables* variables);

/// The value of a literal that is no variable as this scalar or enum, or graphql-js's message why
/// it has none, without a location.
///
/// A scalar that is not built in becomes RawJson: the one named JSON with the numbers' own digits
/// and without names of enums, as the scalar of graphql-type-json; any other as graphql-js's
/// default scalar, with JavaScript's numbers and an enum's name as a string. Variables inside are
/// replaced; one that was not given is left out of an object, and null in a list.
Result<InputValue> ParseScalarLiteral(const NamedType& leaf,
                                      const ast::Value& value,
                                      const Variables* variables,
                                      bool suggestions = true);

}  // namespace pipeline::graphql
