#include "libs/http/socket_transport.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace pipeline::http {
namespace {

using Outcome = Transfer::Outcome;

Transfer TransferOf(ssize_t moved, short event) {
  if (moved > 0) return {Outcome::kMoved, static_cast<std::size_t>(moved), event};
  if (moved == 0) return {Outcome::kEnded, 0, event};
  const bool later = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
  return {later ? Outcome::kLater : Outcome::kFailed, 0, event};
}

}  // namespace

SocketTransport::~SocketTransport() { close(socket_); }

Transfer SocketTransport::Read(char* target, std::size_t size) {
  return TransferOf(recv(socket_, target, size, MSG_DONTWAIT), POLLIN);
}

Transfer SocketTransport::Write(const char* source, std::size_t size) {
  return TransferOf(send(socket_, source, size, MSG_DONTWAIT | MSG_NOSIGNAL), POLLOUT);
}

void SocketTransport::EndWriting() { shutdown(socket_, SHUT_WR); }

}  // namespace pipeline::http
