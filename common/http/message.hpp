#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pipeline::http {

/// One HTTP request, as plain data.
struct Request {
  std::string method;
  std::string path;           ///< Without the query, percent-decoded.
  std::string argument = {};  ///< What stood for `{...}` in the route's path.
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};

  /// The first value of a header, whose name is found in any case; empty if absent.
  std::string_view Header(std::string_view name) const;
  std::size_t CountHeader(std::string_view name) const;
};

/// One HTTP answer, as plain data.
struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
};

}  // namespace pipeline::http
