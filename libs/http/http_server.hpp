#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "common/base/error.hpp"
#include "libs/http/router.hpp"
#include "libs/http/tls_context.hpp"

namespace pipeline::http {

struct HttpServerOptions {
  std::string address = "127.0.0.1:0";  ///< host:port; port 0 is the system's choice.
  /// Requests at a time; what comes more waits. Connections are not bound to threads: thousands may
  /// idle. Routes that wait for something have gates, so that there is a thread for the others.
  std::size_t threads = 16;
  /// Open connections; over it, the one that has idled longest is ended.
  std::size_t connections = 8192;
  /// An EventStream that has been silent for so long gets a comment, which shows who has gone.
  std::chrono::milliseconds ping{12'000};
  /// Set: the server speaks HTTPS, and nothing else.
  std::shared_ptr<const TlsContext> tls = nullptr;
};

/// An HTTP/1.1 server over cpp-httplib that answers by a Router. What it adds: connections wait for
/// their next request on one epoll thread instead of holding a worker each (a 5 s idle timeout, up
/// to 1,000 requests a connection), headers must be there within 10 s and 16 KiB, a body within 60
/// s and without pauses over 10 s, a body over its route's limit is refused without being read, and
/// every error of its own is a problem+json. gzip bodies are taken unpacked, limited in their
/// unpacked size. A TLS handshake is waited for as headers are, within 5 s. An answer that is an
/// EventStream has a thread of its own. Nothing throws out of it; a handler that throws is a 500
/// without details.
class HttpServer {
 public:
  /// Listens when this returns. kInvalidConfiguration for an address that is malformed or in use.
  static base::Result<std::unique_ptr<HttpServer>> Start(const HttpServerOptions& options,
                                                         Router router);
  virtual ~HttpServer() = default;

  virtual std::uint16_t port() const = 0;
  /// Answers by this router from the next request on. What the one before refers to is needed until
  /// Stop().
  virtual void Use(Router router) = 0;
  /// Takes no more requests and ends the event streams; returns when those being answered are. The
  /// destructor does it too.
  virtual void Stop() = 0;
};

}  // namespace pipeline::http
