#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "libs/graphql/language/error.hpp"

namespace pipeline::graphql {

/// One line that graphql_probe is asked.
struct ProbeRequest {
  std::string op;
  std::string schema;  ///< SDL.
  std::string query;
  std::optional<std::string> operation_name;
  std::string variables;  ///< JSON as it came; empty: none.
  std::string data;       ///< JSON that fields are answered from; empty: none.
};

/// Nothing where the line is no JSON object of strings, with anything under "variables" and
/// "data".
std::optional<ProbeRequest> ReadProbeRequest(std::string_view line);

/// A JSON string.
std::string Quote(std::string_view text);

/// An entry of `errors`: {"message":...,"locations":[{"line":1,"column":1}],"path":[...]}
/// without what is empty.
std::string ToJson(const Error& error);

}  // namespace pipeline::graphql
