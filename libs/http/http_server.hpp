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
  std::string address = "127.0.0.1:0";  ///< host:port; port 0: any free port.
  /// Requests handled at a time; more are queued. An idle connection needs no thread. Routes that
  /// block should have a limit, so that threads remain for the others.
  std::size_t threads = 16;
  /// Open connections; beyond that, the one that has idled longest is closed.
  std::size_t connections = 8192;
  /// Interval of the comments on a silent EventStream, which reveal clients that have gone.
  std::chrono::milliseconds ping{12'000};
  /// If set, the server speaks HTTPS only.
  std::shared_ptr<const TlsContext> tls = nullptr;
};

/// An HTTP/1.1 server on cpp-httplib that answers requests through a Router. It adds:
/// - connections wait for their next request on one epoll thread instead of a worker each (idle
///   timeout 5 s, at most 1,000 requests a connection);
/// - headers must arrive within 10 s and fit 16 KiB; a TLS handshake must be done within 5 s;
/// - a body must arrive within 60 s without pauses over 10 s; one over its route's limit is
///   rejected unread; gzip bodies are decompressed and limited in their decompressed size;
/// - every error of the server's own is a problem+json.
/// A response with an EventStream has a thread of its own. Nothing throws out of the server; a
/// handler that throws becomes a 500 without details.
class HttpServer {
 public:
  /// Listens once this returns. Objects captured by `router` must outlive Stop().
  /// kInvalidConfiguration for a malformed address or one in use.
  static base::Result<std::unique_ptr<HttpServer>> Start(const HttpServerOptions& options,
                                                         Router router);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::uint16_t port() const;
  /// Accepts no more requests and ends the event streams; returns once the requests under way are
  /// answered. The destructor calls it too.
  void Stop();

 private:
  class Impl;

  explicit HttpServer(std::unique_ptr<Impl> impl);

  const std::unique_ptr<Impl> impl_;
};

}  // namespace pipeline::http
