#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.hpp"
#include "libs/http/message.hpp"

namespace pipeline::api {

/// The other origins whose pages may read responses (WHATWG Fetch, CORS protocol): a list, empty by
/// default, never with the browser's credentials. Immutable; thread-safe.
class Cors {
 public:
  Cors() = default;

  /// `origins`: `https://host[:port]`, separated by commas. kInvalidConfiguration for anything
  /// else.
  static base::Result<Cors> Parse(std::string_view origins);

  /// The response to a preflight, which browsers send before a page may send JSON. Lacks the
  /// headers of Allow().
  http::Response Preflight(const http::Request& request) const;

  /// Adds the headers that let a page of an allowed origin read the response.
  void Allow(const http::Request& request, http::Response* response) const;

 private:
  bool Knows(std::string_view origin) const;

  std::vector<std::string> origins_;
};

}  // namespace pipeline::api
