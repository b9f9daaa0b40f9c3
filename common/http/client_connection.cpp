#include "common/http/client_connection.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace pipeline::http {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr milliseconds kLinger{2'000};

milliseconds Until(steady_clock::time_point deadline) {
  return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(deadline - steady_clock::now()));
}

}  // namespace

ClientConnection::ClientConnection(int socket, ConnectionTimeouts timeouts)
    : socket_(socket), timeouts_(timeouts), waiting_since_(steady_clock::now()) {}

ClientConnection::~ClientConnection() { close(socket_); }

ClientConnection::Head ClientConnection::Receive() {
  if (start_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + start_, end_ - start_);
    end_ -= start_;
    start_ = 0;
  }
  if (end_ == buffer_.size()) return State();
  const ssize_t received =
      recv(socket_, buffer_.data() + end_, buffer_.size() - end_, MSG_DONTWAIT);
  if (received == 0) return Head::kClosed;
  if (received < 0) {
    const bool later = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    return later ? State() : Head::kClosed;
  }
  if (end_ == 0) waiting_since_ = steady_clock::now();
  end_ += static_cast<std::size_t>(received);
  return State();
}

ClientConnection::Head ClientConnection::State() const {
  const std::string_view taken(buffer_.data() + start_, end_ - start_);
  if (taken.find("\r\n\r\n") != std::string_view::npos) return Head::kComplete;
  return taken.size() == buffer_.size() ? Head::kTooLong : Head::kIncomplete;
}

steady_clock::time_point ClientConnection::HeadDeadline() const {
  return waiting_since_ + (end_ > start_ ? timeouts_.head : timeouts_.idle);
}

void ClientConnection::StartRequest() {
  ++requests_;
  body_unread_ = true;
  body_deadline_ = steady_clock::now() + timeouts_.body;
}

void ClientConnection::Linger() {
  shutdown(socket_, SHUT_WR);
  const auto deadline = steady_clock::now() + kLinger;
  while (WaitFor(POLLIN, deadline)) {
    const ssize_t received = recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (received <= 0 || steady_clock::now() >= deadline) return;
  }
}

ssize_t ClientConnection::read(char* target, std::size_t size) {
  if (start_ == end_) {
    const auto deadline = std::min(body_deadline_, steady_clock::now() + timeouts_.piece);
    if (!WaitFor(POLLIN, deadline)) return -1;
    const ssize_t received = recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (received <= 0) return received;
    start_ = 0;
    end_ = static_cast<std::size_t>(received);
  }
  const std::size_t taken = std::min(size, end_ - start_);
  std::memcpy(target, buffer_.data() + start_, taken);
  start_ += taken;
  return static_cast<ssize_t>(taken);
}

ssize_t ClientConnection::write(const char* source, std::size_t size) {
  const auto deadline = steady_clock::now() + timeouts_.piece;
  while (true) {
    const ssize_t sent = send(socket_, source, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) return sent;
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return -1;
    if (!WaitFor(POLLOUT, deadline)) return -1;
  }
}

// Nobody asks for addresses: log lines name uploads, not people.
void ClientConnection::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

void ClientConnection::get_local_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

bool ClientConnection::WaitFor(short events, steady_clock::time_point deadline) const {
  pollfd waiting{socket_, events, 0};
  while (true) {
    const int ready = poll(&waiting, 1, static_cast<int>(Until(deadline).count()));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

}  // namespace pipeline::http
