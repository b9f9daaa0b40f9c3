#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/unique_fd.hpp"

namespace pipeline::testing {

/// A socket connected to 127.0.0.1; none where nobody listens.
UniqueFd ConnectTo(std::uint16_t port);

/// A blocking connection to 127.0.0.1 that says bytes as they are: to look at a server from outside
/// any client library. Not thread-safe.
class TcpClient {
 public:
  /// Nothing where nobody listens.
  static std::optional<TcpClient> Connect(std::uint16_t port);

  /// False when the other side has closed.
  bool Send(std::string_view bytes);

  /// Half-closes: the other side finds the end of what was sent, and its answers still arrive.
  void StopSending();

  /// Everything up to and with the next CR LF; nothing when the other side closed or `timeout`
  /// passed.
  std::optional<std::string> ReadLine(std::chrono::milliseconds timeout);

  /// Exactly `size` bytes, or nothing as above.
  std::optional<std::string> Read(std::size_t size, std::chrono::milliseconds timeout);

 private:
  explicit TcpClient(UniqueFd socket) : socket_(std::move(socket)) {}
  bool Receive(std::chrono::steady_clock::time_point deadline);
  std::string Take(std::size_t size);

  UniqueFd socket_;
  std::string received_;
};

}  // namespace pipeline::testing
