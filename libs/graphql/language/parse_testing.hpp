#pragma once

#include <string>
#include <string_view>

#include "libs/graphql/language/parser.hpp"

namespace pipeline::graphql {

/// What refuses a document, as `message (line:column)`; empty where it is accepted.
inline std::string FailureOf(std::string_view text, const ParseLimits& limits = {}) {
  const Source source{std::string(text)};
  const auto parsed = Parse(source, limits);
  if (parsed) {
    return "";
  }
  const Location at = parsed.error().locations.at(0);
  return parsed.error().message + " (" + std::to_string(at.line) + ":" + std::to_string(at.column) +
         ")";
}

}  // namespace pipeline::graphql
