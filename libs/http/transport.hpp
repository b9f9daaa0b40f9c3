#pragma once

#include <openssl/ssl.h>
#include <poll.h>

#include <cstddef>
#include <memory>

namespace pipeline::http {

/// The result of a read from or write to a transport.
struct Transfer {
  enum class Outcome { kMoved, kEnded, kFailed, kLater };

  Outcome outcome = Outcome::kFailed;
  std::size_t bytes = 0;    ///< kMoved: how many, at least one.
  short wait_for = POLLIN;  ///< kLater: the event of poll() to wait for before calling again.
};

/// Moves bytes to and from one client, plain or encrypted, without blocking. Owns the socket.
/// Private to this folder; used by one thread at a time.
class Transport {
 public:
  Transport() = default;
  virtual ~Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  virtual int descriptor() const = 0;
  virtual Transfer Read(char* target, std::size_t size) = 0;
  /// May write a part. After kLater, call it again with the same bytes.
  virtual Transfer Write(const char* source, std::size_t size) = 0;
  /// Shuts down writing. From then on, only the end of what is read is meaningful.
  virtual void EndWriting() = 0;
  /// False during the TLS handshake, which Read() performs.
  virtual bool Established() const = 0;
  /// Whether there are bytes to read that poll() on the socket does not report.
  virtual bool Buffered() const = 0;
};

/// Plain TCP.
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

/// The server's side of TLS. Read() performs the handshake step by step. A client that sends plain
/// HTTP gets a plain error. SIGPIPE must be ignored in this process, as HttpServer does.
class TlsTransport final : public Transport {
 public:
  /// `ssl` is new and has the modes of TlsContext.
  TlsTransport(SslPtr ssl, int socket);
  /// Sends close_notify if the socket has room for it.
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
