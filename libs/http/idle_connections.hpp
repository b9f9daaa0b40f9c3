#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "libs/http/client_connection.hpp"

namespace pipeline::http {

/// Where connections wait, on one thread for all of them (epoll), until the headers of a request
/// are there: so neither idle keep-alive connections nor clients that send headers, or a TLS
/// handshake, byte by byte hold a worker; nor do those that linger. Ends those that wait too long
/// and, when there are more than `capacity`, the one that is nearest to that. Private to this
/// folder. Thread-safe.
class IdleConnections {
 public:
  using Connection = std::shared_ptr<ClientConnection>;

  /// `ready` gets each connection with complete (or too long) headers, on the lobby's thread or in
  /// Add().
  IdleConnections(std::size_t capacity, std::function<void(Connection)> ready);
  ~IdleConnections();
  IdleConnections(const IdleConnections&) = delete;
  IdleConnections& operator=(const IdleConnections&) = delete;

  void Add(Connection connection);

  /// Ends all that wait, now and from now on.
  void Stop();

 private:
  void Run(const std::stop_token& stop);
  void OnEvent(int descriptor);
  void EndExpired();

  const std::size_t capacity_;
  const std::function<void(Connection)> ready_;
  const int epoll_;
  const int wake_;
  std::mutex mutex_;
  std::unordered_map<int, Connection> waiting_;
  bool stopped_ = false;
  std::jthread thread_;
};

}  // namespace pipeline::http
