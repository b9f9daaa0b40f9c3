#pragma once

#include <string_view>

/// What every schema has, as SDL with graphql-js's descriptions.
namespace pipeline::graphql {

/// The scalars and directives of the specification, and __Meta: the fields that a selection may
/// name although no type has them.
std::string_view BuiltInSdl();

/// The types of introspection, with what graphql-js 16.15 adds to the specification's.
std::string_view IntrospectionSdl();

}  // namespace pipeline::graphql
