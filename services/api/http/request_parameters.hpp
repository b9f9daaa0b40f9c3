#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "libs/http/message.hpp"

namespace pipeline::api {

/// The parameters of a GraphQL request (GraphQL over HTTP, section "Request Parameters").
struct RequestParameters {
  std::string query;
  std::optional<std::string> operation_name;
  std::string variables;  ///< JSON text of an object as it came, so that numbers keep their digits;
                          ///< empty: none.
};

/// Why a request is none, in the words of its answer. Never quotes what came.
struct MalformedRequest {
  std::string message;
};

/// Reads the body of a POST: a JSON object, every byte of which is checked (UTF-8, no key twice,
/// nesting up to 128). Keys that are not known are ignored. Pure.
tl::expected<RequestParameters, MalformedRequest> ReadBody(std::string_view body);

/// Reads the query of a GET, whose `variables` and `extensions` are JSON. Pure.
tl::expected<RequestParameters, MalformedRequest> ReadQuery(const http::Request& request);

}  // namespace pipeline::api
