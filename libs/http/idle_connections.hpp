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

/// Connections that wait for the headers of a request, on one epoll thread for all. Keep-alive
/// connections, clients that send headers or a TLS handshake byte by byte, and lingering
/// connections therefore hold no worker. Closes connections at their deadline and, beyond
/// `capacity`, the one with the nearest deadline. Private to this folder. Thread-safe.
class IdleConnections {
 public:
  using Connection = std::shared_ptr<ClientConnection>;

  /// `ready` receives each connection with complete (or too long) headers, on the epoll thread or
  /// in Add().
  IdleConnections(std::size_t capacity, std::function<void(Connection)> ready);
  ~IdleConnections();
  IdleConnections(const IdleConnections&) = delete;
  IdleConnections& operator=(const IdleConnections&) = delete;

  void Add(Connection connection);

  /// Closes all waiting connections, and those added later.
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
