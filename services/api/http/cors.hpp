#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.hpp"
#include "libs/http/message.hpp"

namespace pipeline::api {

/// The pages of other origins that may read our answers (WHATWG Fetch, CORS protocol): those of a
/// list, by default none. Never with credentials of the browser. Immutable; safe from any thread.
class Cors {
 public:
  Cors() = default;

  /// `origins`: `https://host[:port]`, separated by commas. kInvalidConfiguration for anything
  /// else.
  static base::Result<Cors> Parse(std::string_view origins);

  /// What a browser asks before it lets a page send JSON: all but what Allow() adds to any answer.
  http::Response Preflight(const http::Request& request) const;

  /// Adds what lets the page of an allowed origin read the answer.
  void Allow(const http::Request& request, http::Response* response) const;

 private:
  bool Knows(std::string_view origin) const;

  std::vector<std::string> origins_;
};

}  // namespace pipeline::api
