#pragma once

#include <openssl/ssl.h>
#include <poll.h>

#include <cstddef>
#include <memory>

namespace pipeline::http {

/// What a call to a transport came to.
struct Transfer {
  enum class Outcome { kMoved, kEnded, kFailed, kLater };

  Outcome outcome = Outcome::kFailed;
  std::size_t bytes = 0;    ///< kMoved: how many, at least one.
  short wait_for = POLLIN;  ///< kLater: the event of poll() after which to call again.
};

/// How bytes come from one client and get there: as they are, or encrypted. It owns the socket. No
/// call waits. Private to this folder; used by one thread at a time.
class Transport {
 public:
  Transport() = default;
  virtual ~Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  virtual int descriptor() const = 0;
  virtual Transfer Read(char* target, std::size_t size) = 0;
  /// May move a part. After kLater the next call is to offer the same bytes.
  virtual Transfer Write(const char* source, std::size_t size) = 0;
  /// Says that no more will be written. What is read from then on has no meaning but for its end.
  virtual void EndWriting() = 0;
  /// False while the client has yet to agree on how to speak, which Read() sees to.
  virtual bool Established() const = 0;
  /// There is something to read of which no socket will tell.
  virtual bool Buffered() const = 0;
};

/// Bytes as they are.
class SocketTransport final : public Transport {
 public:
  explicit SocketTransport(int socket) : socket_(socket) {}
  ~SocketTransport() override;

  int descriptor() const override { return socket_; }
  Transfer Read(char* target, std::size_t size) override;
  Transfer Write(const char* source, std::size_t size) override;
  void EndWriting() override;
  bool Established() const override { return true; }
  bool Buffered() const override { return false; }

 private:
  const int socket_;
};

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
