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
  /// Until a TLS handshake is done; then again until the first byte of a request.
  std::chrono::milliseconds idle{5'000};
  std::chrono::milliseconds head{10'000};   ///< From there until its headers are complete.
  std::chrono::milliseconds piece{10'000};  ///< Between two pieces of a body, sent or received.
  std::chrono::milliseconds body{60'000};   ///< For a whole body.
  std::chrono::milliseconds linger{5'000};  ///< For a client to take the answer to what it sends.
};

/// One client's connection, as a stream that cpp-httplib reads a request from.
/// Private to this folder; used by one thread at a time.
class ClientConnection final : public httplib::Stream {
 public:
  enum class Head { kIncomplete, kComplete, kTooLong, kClosed };

  ClientConnection(std::unique_ptr<Transport> transport, ConnectionTimeouts timeouts);
  ClientConnection(const ClientConnection&) = delete;
  ClientConnection& operator=(const ClientConnection&) = delete;

  /// Takes what has arrived, without waiting, and says how far the headers of the next request are.
  Head Receive();
  /// The same of what has been taken already.
  Head State() const;
  /// Something has arrived of which the socket does not tell: only Receive() does.
  bool Buffered() const { return transport_->Buffered(); }
  /// The event of poll() after which Receive() may come further.
  short awaited_event() const { return awaited_event_; }
  /// Those headers, with the empty line at their end; empty unless they are complete.
  std::string_view HeadText() const;
  /// Call where the wait for a request begins: its deadlines count from there.
  void AwaitRequest();
  /// When to give up waiting.
  std::chrono::steady_clock::time_point Deadline() const;

  /// Call before a request is processed: the deadline of its body starts, and until something else
  /// is known it counts as unread.
  void StartRequest();
  std::size_t requests() const { return requests_; }
  /// Bytes of a body that nobody reads would be taken for the next request: such a connection ends.
  void SetBodyUnread(bool unread) { body_unread_ = unread; }
  bool body_unread() const { return body_unread_; }
  /// How many more bytes may be read, framing included: chunks may carry any number of bytes that
  /// are no part of the body. Holds until the next StartRequest().
  void LimitBody(std::size_t bytes) { body_left_ = bytes; }
  bool OverLimit() const { return body_left_ == 0; }
  /// At once, after what is held. False where the client takes no more.
  bool WriteAll(std::string_view bytes);
  /// Sends what write() holds: a head and a short body go out together. Call after each request.
  bool Flush() { return WriteAll({}); }
  /// All or nothing, without waiting: false where the client has not made room for it.
  bool WriteNow(std::string_view bytes);
  /// From now on the answer is written by somebody else: what cpp-httplib writes is dropped.
  void TakeAnswerOver(Response answer);
  /// That answer, once; nothing where there is none.
  std::optional<Response> TakenOver() { return std::exchange(taken_over_, std::nullopt); }
  /// Says that no more will be sent. From then on Receive() drops what still comes, until the
  /// client closes: closing first would destroy the answer on its way (RFC 9112 section 9.6).
  void Linger();

  /// The client's address, without its port; empty where it was gone at once, or has none.
  const std::string& client_address() const { return client_address_; }
  int descriptor() const { return transport_->descriptor(); }

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* target, std::size_t size) override;
  /// Holds what is short until Flush(), the next read, or more.
  ssize_t write(const char* source, std::size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  /// None: cpp-httplib refuses numbers over FD_SETSIZE for the sake of its select(), which is not
  /// used here.
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
  std::size_t start_ = 0;  ///< What is taken and not yet read is buffer_[start_, end_).
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
