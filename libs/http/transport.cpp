#include "libs/http/transport.hpp"

#include <fcntl.h>
#include <openssl/err.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <utility>

#include "libs/http/problem.hpp"

namespace pipeline::http {

using Outcome = Transfer::Outcome;

namespace {

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

TlsTransport::TlsTransport(SslPtr ssl, int socket) : socket_(socket), ssl_(std::move(ssl)) {
  fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
  usable_ = SSL_set_fd(ssl_.get(), socket) == 1;
  SSL_set_accept_state(ssl_.get());
}

TlsTransport::~TlsTransport() { Notify(); }

Transfer TlsTransport::Read(char* target, std::size_t size) {
  // After shutdown, input is only drained: no need to decrypt it.
  if (!usable_) return socket_.Read(target, size);
  std::size_t bytes = 0;
  ERR_clear_error();
  const int result = SSL_read_ex(ssl_.get(), target, size, &bytes);
  return Result(result, bytes);
}

Transfer TlsTransport::Write(const char* source, std::size_t size) {
  if (!usable_) return {};
  std::size_t bytes = 0;
  ERR_clear_error();
  const int result = SSL_write_ex(ssl_.get(), source, size, &bytes);
  return Result(result, bytes);
}

void TlsTransport::EndWriting() {
  Notify();
  usable_ = false;
  socket_.EndWriting();
}

Transfer TlsTransport::Result(int result, std::size_t bytes) {
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_NONE:
      return {Outcome::kMoved, bytes, 0};
    case SSL_ERROR_WANT_READ:
      return {Outcome::kLater, 0, POLLIN};
    case SSL_ERROR_WANT_WRITE:
      return {Outcome::kLater, 0, POLLOUT};
    case SSL_ERROR_ZERO_RETURN:
      return {Outcome::kEnded, 0, 0};
    default:
      break;
  }
  usable_ = false;
  if (ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST) AnswerPlainHttp();
  return {};
}

void TlsTransport::Notify() {
  if (!usable_ || !Established()) return;
  ERR_clear_error();
  SSL_shutdown(ssl_.get());
}

// Drains the received part of the request: closing with unread input would destroy the response
// (RFC 9112 section 9.6). A longer request still may.
void TlsTransport::AnswerPlainHttp() {
  const std::string answer = ToLastAnswer(
      {400, "https-expected", "Not an HTTPS request", "expected TLS on this port: say https://"});
  socket_.Write(answer.data(), answer.size());
  socket_.EndWriting();
  std::array<char, 16'384> rest;
  socket_.Read(rest.data(), rest.size());
}

}  // namespace pipeline::http
