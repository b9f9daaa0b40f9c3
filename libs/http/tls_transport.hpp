#pragma once

#include <openssl/ssl.h>

#include <memory>

#include "libs/http/socket_transport.hpp"

namespace pipeline::http {

struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};
using SslPtr = std::unique_ptr<SSL, FreeSsl>;

/// The server's side of TLS. Reading does the handshake, step by step as the client's part of it
/// comes. Who speaks plain HTTP is told so, plainly. SIGPIPE must be ignored in this process, as
/// HttpServer has it.
class TlsTransport final : public Transport {
 public:
  /// `ssl` is new and of a context whose modes are those of TlsContext.
  TlsTransport(SslPtr ssl, int socket);
  /// Sends close_notify where there is room for it.
  ~TlsTransport() override;

  int descriptor() const override { return socket_.descriptor(); }
  Transfer Read(char* target, std::size_t size) override;
  Transfer Write(const char* source, std::size_t size) override;
  void EndWriting() override;
  bool Established() const override { return SSL_is_init_finished(ssl_.get()) == 1; }
  bool Buffered() const override { return usable_ && SSL_pending(ssl_.get()) > 0; }

 private:
  Transfer Result(int result, std::size_t bytes);
  void Notify();
  void AnswerPlainHttp();

  SocketTransport socket_;
  SslPtr ssl_;
  bool usable_ = true;  ///< False after a fatal error, and when nothing more is to be written.
};

}  // namespace pipeline::http
