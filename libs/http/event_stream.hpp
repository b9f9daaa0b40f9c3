#pragma once

#include <optional>
#include <string>

namespace pipeline::http {

/// The body of an answer of server-sent events (WHATWG HTML, section 9.2), piece by piece, for as
/// long as there are any. The server writes each as it comes, comments (":") at first and in
/// silence, and Stop()s it when its client has gone, takes nothing for 10 s, or the server stops.
class EventStream {
 public:
  virtual ~EventStream() = default;

  /// Waits for the next piece: whole events, with the empty line that ends each. Nothing after the
  /// last one, and once stopped. Called by one thread, which nobody else uses. What it throws is
  /// logged and ends the stream.
  virtual std::optional<std::string> Next() = 0;

  /// Makes a waiting Next() return nothing. From any thread, any number of times; does not wait.
  virtual void Stop() = 0;
};

}  // namespace pipeline::http
