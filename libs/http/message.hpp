#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pipeline::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// Ignores the case of ASCII letters.
bool SameName(std::string_view one, std::string_view other);

/// Whether this is the content coding gzip (RFC 9110 section 8.4.1.3).
bool IsGzip(std::string_view coding);

/// One HTTP request, as plain data.
struct Request {
  std::string method;
  std::string path;           ///< Without the query, percent-decoded.
  std::string argument = {};  ///< The path's text for the route's `{...}`.
  Headers headers = {};
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> query = {};  ///< Percent-decoded.
  std::string client = {};  ///< The peer's address; empty in tests.

  /// The first value of a parameter of the query; nothing if absent.
  std::optional<std::string_view> Parameter(std::string_view name) const;
  /// The first value of a header, whose name is found in any case; empty if absent.
  std::string_view Header(std::string_view name) const;
  std::size_t CountHeader(std::string_view name) const;
  /// Whether the client accepts gzip (RFC 9110 section 12.5.3).
  bool AcceptsGzip() const;
};

/// One server-sent event (WHATWG HTML, section 9.2) with JSON as its data. Line ends, which are
/// white space in JSON but would end the event's line, become spaces.
std::string JsonEvent(std::string_view name, std::string json);

/// A response body of server-sent events. The server writes each piece as soon as Next() returns
/// it, and a comment (":") at the start and in silence. It calls Stop() when the client has gone or
/// accepts nothing for 10 s, and when the server stops.
class EventStream {
 public:
  virtual ~EventStream() = default;

  /// Waits for the next piece: whole events, each with the empty line at its end. Returns nothing
  /// after the last one and after Stop(). Called by one thread of its own. An exception is logged
  /// and ends the stream.
  virtual std::optional<std::string> Next() = 0;

  /// Makes a waiting Next() return nothing. Thread-safe, idempotent, does not wait.
  virtual void Stop() = 0;
};

/// One HTTP answer, as plain data.
struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body = {};
  Headers headers = {};
  /// Replaces the body if set; the status is then 2xx.
  std::shared_ptr<EventStream> events = {};

  /// The first value of a header, whose name is found in any case; empty if absent.
  std::string_view Header(std::string_view name) const;
};

}  // namespace pipeline::http
