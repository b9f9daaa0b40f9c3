#pragma once

#include "libs/graphql/error.hpp"
#include "libs/graphql/language/source.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// The schema of an SDL document: its types with their extensions applied, and what every schema
/// has: the introspection types, the built-in scalars that it refers to, and @skip, @include,
/// @deprecated, @specifiedBy and @oneOf. The first fault by graphql-js's rules is the error:
/// syntax, names that are unknown or twice there, then what its validateSchema looks at.
///
/// The SDL is the program's own: the number of its tokens is not limited. The schema keeps no
/// pointer into it.
Result<Schema> BuildSchema(const Source& sdl);

}  // namespace pipeline::graphql
