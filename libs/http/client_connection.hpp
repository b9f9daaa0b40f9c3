#pragma once

#include <httplib.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "libs/http/message.hpp"
#include "libs/http/transport.hpp"

namespace pipeline::http {

struct ConnectionTimeouts {
  /// For a TLS handshake; then again until the first byte of a request.
  std::chrono::milliseconds idle{5'000};
  std::chrono::milliseconds head{10'000};   ///< From that byte until the headers are complete.
  std::chrono::milliseconds piece{10'000};  ///< Between two pieces of a body, sent or received.
  std::chrono::milliseconds body{60'000};   ///< For a whole body.
  std::chrono::milliseconds linger{5'000};  ///< For the client to close after the last response.
};

/// One client's connection, as a stream from which cpp-httplib reads requests. Private to this
/// folder; used by one thread at a time.
class ClientConnection final : public httplib::Stream {
 public:
  enum class Head { kIncomplete, kComplete, kTooLong, kClosed };

  ClientConnection(std::unique_ptr<Transport> transport, ConnectionTimeouts timeouts);
  ClientConnection(const ClientConnection&) = delete;
  ClientConnection& operator=(const ClientConnection&) = delete;

  /// Reads available bytes without blocking and returns the state of the next request's headers.
  Head Receive();
  /// The same for the bytes read so far.
  Head State() const;
  /// Whether there are bytes that poll() does not report; call Receive() then.
  bool Buffered() const { return transport_->Buffered(); }
  /// The event of poll() to wait for before the next Receive().
  short awaited_event() const { return awaited_event_; }
  /// The next request's headers with the empty line at their end; empty unless complete.
  std::string_view HeadText() const;
  /// Starts the deadlines of the wait for a request.
  void AwaitRequest();
  /// The end of the present wait.
  std::chrono::steady_clock::time_point Deadline() const;

  /// Call before a request is processed. Starts its body's deadline and marks the body as unread.
  void StartRequest();
  std::size_t requests() const { return requests_; }
  /// A connection with an unread body must close: its bytes would be read as the next request.
  void SetBodyUnread(bool unread) { body_unread_ = unread; }
  bool body_unread() const { return body_unread_; }
  /// Limits the bytes still to be read, including framing, because chunks may carry any number of
  /// bytes besides the body. Reset by StartRequest().
  void LimitBody(std::size_t bytes) { body_left_ = bytes; }
  bool OverLimit() const { return body_left_ == 0; }
  /// Writes the held bytes, then these. False if the client stopped reading.
  bool WriteAll(std::string_view bytes);
  /// Writes the bytes held by write(), so that a head and a short body leave together. Call after
  /// each request.
  bool Flush() { return WriteAll({}); }
  /// Writes all bytes without blocking; false if the socket had no room for them.
  bool WriteNow(std::string_view bytes);
  /// Replaces cpp-httplib's response, which is dropped, with one that the server writes.
  void TakeAnswerOver(Response answer);
  /// Returns that response once, otherwise nothing.
  std::optional<Response> TakenOver() { return std::exchange(taken_over_, std::nullopt); }
  /// Shuts down writing. Receive() then drops all input until the client closes: closing first
  /// would destroy the response on its way (RFC 9112 section 9.6).
  void Linger();

  /// The client's address without its port; empty if it has none or disconnected at once.
  const std::string& client_address() const { return client_address_; }
  int descriptor() const { return transport_->descriptor(); }

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* target, std::size_t size) override;
  /// Buffers short writes until Flush(), the next read, or a full buffer.
  ssize_t write(const char* source, std::size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  /// Invalid: cpp-httplib rejects descriptors over FD_SETSIZE for its select(), unused here.
  socket_t socket() const override { return INVALID_SOCKET; }

 private:
  static constexpr std::size_t kBufferBytes = std::size_t{16} * 1024;
  static constexpr std::size_t kHeldBytes = std::size_t{16} * 1024;

  ssize_t Refill();
  ssize_t Send(const char* source, std::size_t size);
  bool WaitFor(short events, std::chrono::steady_clock::time_point deadline) const;

  const std::unique_ptr<Transport> transport_;
  const ConnectionTimeouts timeouts_;
  const std::string client_address_;
  std::array<char, kBufferBytes> buffer_;
  std::size_t start_ = 0;  ///< The unread bytes are buffer_[start_, end_).
  std::size_t end_ = 0;
  std::string held_;
  std::size_t requests_ = 0;
  bool body_unread_ = false;
  bool lingering_ = false;
  short awaited_event_ = POLLIN;
  std::optional<Response> taken_over_;
  std::size_t body_left_ = std::numeric_limits<std::size_t>::max();
  std::chrono::steady_clock::time_point waiting_since_;
  std::chrono::steady_clock::time_point body_deadline_;
};

}  // namespace pipeline::http
