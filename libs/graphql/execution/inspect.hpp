#pragma once

#include <string>
#include <string_view>

#include "libs/graphql/schema/resolver.hpp"

namespace pipeline::graphql {

/// How messages show a value, as graphql-js's inspect(): `{ a: 1, b: [Object] }`, arrays with their
/// first ten items, nothing below the second level. Numbers are shown as JavaScript reads them.
/// Cut at kMaxInspectBytes, where graphql-js has no limit.
std::string InspectJson(std::string_view checked_json);

/// The same of what a resolver answered. An Object is shown by its type alone: `[Photo]`.
std::string Inspect(const Answer& answer);

}  // namespace pipeline::graphql
