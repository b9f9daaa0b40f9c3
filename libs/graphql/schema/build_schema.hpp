#pragma once

#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/source.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// Builds the schema of an SDL document: its types with their extensions, the introspection types,
/// the built-in scalars that something refers to, and @skip, @include, @deprecated, @specifiedBy
/// and @oneOf.
///
/// The SDL is part of the program, so its tokens are not limited and its rules are not checked
/// here: tests/graphql validates the api's schema with graphql-js. A syntax error or the name of an
/// unknown type is an error with its location. A default that is not of its type is ignored.
/// Operations and fragments are ignored. The schema keeps no pointer into the SDL.
Result<Schema> BuildSchema(const Source& sdl);

}  // namespace pipeline::graphql
