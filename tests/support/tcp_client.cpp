#include "tests/support/tcp_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace pipeline::testing {

UniqueFd ConnectTo(std::uint16_t port) {
  UniqueFd client(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(client.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    client.Reset();
  }
  return client;
}

std::optional<TcpClient> TcpClient::Connect(std::uint16_t port) {
  UniqueFd client = ConnectTo(port);
  if (!client.valid()) {
    return std::nullopt;
  }
  return TcpClient(std::move(client));
}

bool TcpClient::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void TcpClient::StopSending() { shutdown(socket_.get(), SHUT_WR); }

std::optional<std::string> TcpClient::ReadLine(std::chrono::milliseconds timeout) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  while (true) {
    if (const auto end = received_.find("\r\n"); end != std::string::npos) {
      return Take(end + 2);
    }
    if (!Receive(deadline)) {
      return std::nullopt;
    }
  }
}

std::optional<std::string> TcpClient::Read(std::size_t size, std::chrono::milliseconds timeout) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  while (received_.size() < size) {
    if (!Receive(deadline)) {
      return std::nullopt;
    }
  }
  return Take(size);
}

bool TcpClient::Receive(std::chrono::steady_clock::time_point deadline) {
  using std::chrono::milliseconds;
  const auto left =
      std::chrono::duration_cast<milliseconds>(deadline - std::chrono::steady_clock::now());
  pollfd waited = {socket_.get(), POLLIN, 0};
  if (left.count() <= 0 || poll(&waited, 1, static_cast<int>(left.count())) <= 0) {
    return false;
  }
  char buffer[65536];
  const ssize_t got = recv(socket_.get(), buffer, sizeof buffer, 0);
  if (got <= 0) {
    return false;
  }
  received_.append(buffer, static_cast<std::size_t>(got));
  return true;
}

std::string TcpClient::Take(std::size_t size) {
  std::string taken = received_.substr(0, size);
  received_.erase(0, size);
  return taken;
}

}  // namespace pipeline::testing
