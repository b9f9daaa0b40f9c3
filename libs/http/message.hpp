#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pipeline::http {

class EventStream;

using Headers = std::vector<std::pair<std::string, std::string>>;

/// Ignores the case of ASCII letters.
bool SameName(std::string_view one, std::string_view other);

/// Whether this is the content coding gzip (RFC 9110 section 8.4.1.3).
bool IsGzip(std::string_view coding);

/// One HTTP request, as plain data.
struct Request {
  std::string method;
  std::string path;           ///< Without the query, percent-decoded.
  std::string argument = {};  ///< What stood for `{...}` in the route's path.
  Headers headers = {};
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> query = {};  ///< Percent-decoded.
  std::string client = {};  ///< The address that the connection came from; empty in tests.

  /// The first value of a parameter of the query; nothing if absent.
  std::optional<std::string_view> Parameter(std::string_view name) const;
  /// The first value of a header, whose name is found in any case; empty if absent.
  std::string_view Header(std::string_view name) const;
  std::size_t CountHeader(std::string_view name) const;
};

/// One HTTP answer, as plain data.
struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body = {};
  Headers headers = {};
  /// Instead of a body: what comes from here, as it comes. The status is 2xx.
  std::shared_ptr<EventStream> events = {};

  /// As that of a request.
  std::string_view Header(std::string_view name) const;
};

}  // namespace pipeline::http
