#include "libs/http/http_server.hpp"

#include <httplib.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

#include "common/base/host_port.hpp"
#include "common/base/log.hpp"
#include "libs/http/client_connection.hpp"
#include "libs/http/event_streams.hpp"
#include "libs/http/idle_connections.hpp"
#include "libs/http/message_head.hpp"
#include "libs/http/request_adapter.hpp"
#include "libs/http/transport.hpp"

namespace pipeline::http {
namespace {

constexpr std::size_t kRequestsPerConnection = 1000;
constexpr int kBacklog = 1024;

// Runs the tasks of cpp-httplib's accept loop inline: they only hand a connection to
// IdleConnections.
class InlineTaskQueue final : public httplib::TaskQueue {
  // void in Debian 12's cpp-httplib, bool in Debian 13's.
  using Enqueued = decltype(std::declval<httplib::TaskQueue&>().enqueue(nullptr));

 public:
  Enqueued enqueue(std::function<void()> task) override {
    task();
    return static_cast<Enqueued>(true);
  }
  void shutdown() override {}
};

// Raises the soft limit, often 1,024, to the hard one: keep-alive connections need more.
void RaiseDescriptorLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// cpp-httplib's own default is SO_REUSEPORT, with which two servers share a port without knowing.
void SetSocketOptions(socket_t socket) {
  const int yes = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
}

Problem HeadTooLong() {
  return {431,
          "headers-too-large",
          "Request Header Fields Too Large",
          "expected at most 16 KiB of headers"};
}

Problem UnclearHead() {
  return {400,
          "invalid-request",
          "Not an HTTP request",
          "expected lines that end in CR LF, and header names right before their colons"};
}

// RFC 9110 section 9.1.
Problem UnknownMethod() {
  return {501,
          "unknown-method",
          "Not Implemented",
          "expected one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE"};
}

bool IsKnown(std::string_view method) {
  constexpr std::array<std::string_view, 8> kMethods{
      "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"};
  return std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end();
}

// The reason not to pass a head on to cpp-httplib, if any.
std::optional<Problem> ProblemOfHead(const ClientConnection& connection) {
  if (connection.State() == ClientConnection::Head::kTooLong) return HeadTooLong();
  const std::string_view head = connection.HeadText();
  if (!IsClearHead(head)) return UnclearHead();
  const std::string_view method = MethodOf(head);
  if (!method.empty() && !IsKnown(method)) return UnknownMethod();
  return std::nullopt;
}

}  // namespace

// A server of cpp-httplib whose connections wait in IdleConnections instead of a thread each.
class HttpServer::Impl final : private httplib::Server {
 public:
  Impl(const HttpServerOptions& options, Router router)
      : adapter_(std::move(router)),
        tls_(options.tls),
        workers_(options.threads),
        streams_(options.ping),
        idle_(options.connections, [this](IdleConnections::Connection connection) {
          workers_.enqueue([this, connection = std::move(connection)] { Serve(connection); });
        }) {}

  ~Impl() override { Stop(); }

  bool Listen(const base::HostPort& address) {
    RequestAdapter::Install(*this);
    set_socket_options(SetSocketOptions);
    set_keep_alive_max_count(kRequestsPerConnection);
    new_task_queue = [] { return new InlineTaskQueue(); };
    address_ = address;
    if (!Bind()) return false;
    acceptor_ = std::thread([this] { Accept(); });
    return true;
  }

  std::uint16_t port() const { return address_.port; }

  void Stop() {
    if (stopping_.exchange(true)) return;
    if (acceptor_.joinable()) {
      // stop() does nothing until the accept loop has started.
      while (!accept_ended_) {
        if (is_running() && svr_sock_ != INVALID_SOCKET) stop();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      acceptor_.join();
    }
    idle_.Stop();
    workers_.shutdown();
    streams_.Stop();
  }

 private:
  bool Bind() {
    if (address_.port != 0) {
      if (!bind_to_port(address_.host, address_.port)) return false;
    } else {
      const int chosen = bind_to_any_port(address_.host);
      if (chosen <= 0) return false;
      address_.port = static_cast<std::uint16_t>(chosen);
    }
    // cpp-httplib listens with a backlog of 5; a second listen() only changes that.
    return ::listen(svr_sock_, kBacklog) == 0;
  }

  void Accept() {
    listen_after_bind();
    // cpp-httplib ends its loop even on errors of accept() that concern one connection only.
    while (!stopping_) {
      base::LogWarning("HTTP: accepting connections failed; listening again");
      if (Bind()) {
        listen_after_bind();
      } else {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
      }
    }
    accept_ended_ = true;
  }

  bool process_and_close_socket(socket_t socket) override {
    const int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    auto transport = TransportOf(socket);
    if (!transport) return false;
    idle_.Add(std::make_shared<ClientConnection>(std::move(transport), ConnectionTimeouts{}));
    return true;
  }

  std::unique_ptr<Transport> TransportOf(int socket) const {
    if (tls_) return tls_->Accept(socket);
    return std::make_unique<SocketTransport>(socket);
  }

  void Serve(const IdleConnections::Connection& connection) {
    try {
      const After after = ServeOne(*connection);
      if (!connection->Flush()) return;
      if (auto answer = connection->TakenOver()) {
        if (answer->events) return streams_.Start(connection, *std::move(answer));
        connection->WriteAll(BodilessAnswer(*answer, after != After::kAwaitRequest));
      }
      if (after == After::kClose) return;
      if (after == After::kLinger) connection->Linger();
      idle_.Add(connection);
    } catch (const std::exception& error) {
      base::LogError("HTTP: a request failed: {}", error.what());
    }
  }

  enum class After { kAwaitRequest, kLinger, kClose };

  After ServeOne(ClientConnection& connection) {
    if (const auto problem = ProblemOfHead(connection)) {
      RequestAdapter::RefuseHead(connection, *problem);
      return After::kLinger;
    }
    connection.StartRequest();
    const bool last = stopping_ || connection.requests() >= kRequestsPerConnection;
    bool closed = false;
    const bool answered = adapter_.Process(connection, [&](const auto& set_up) {
      return ProcessRequest(connection, last, closed, set_up);
    });
    if (connection.body_unread() || (answered && last)) return After::kLinger;
    return answered && !closed ? After::kAwaitRequest : After::kClose;
  }

  // Debian 13's cpp-httplib takes the connection's addresses as arguments.
  template <typename SetUp>
  bool ProcessRequest(ClientConnection& connection, bool last, bool& closed, const SetUp& set_up) {
    if constexpr (requires { this->process_request(connection, last, closed, set_up); }) {
      return this->process_request(connection, last, closed, set_up);
    } else {
      std::string remote;
      std::string local;
      int remote_port = 0;
      int local_port = 0;
      connection.get_remote_ip_and_port(remote, remote_port);
      connection.get_local_ip_and_port(local, local_port);
      return this->process_request(
          connection, remote, remote_port, local, local_port, last, closed, set_up);
    }
  }

  RequestAdapter adapter_;
  const std::shared_ptr<const TlsContext> tls_;
  base::HostPort address_;
  httplib::ThreadPool workers_;
  EventStreams streams_;
  IdleConnections idle_;
  std::thread acceptor_;
  std::atomic<bool> stopping_{false};
  std::atomic<bool> accept_ended_{false};
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() = default;

std::uint16_t HttpServer::port() const { return impl_->port(); }

void HttpServer::Stop() { impl_->Stop(); }

base::Result<std::unique_ptr<HttpServer>> HttpServer::Start(const HttpServerOptions& options,
                                                            Router router) {
  const auto address = base::ParseHostPort(options.address);
  if (!address) return tl::make_unexpected(address.error());
  RaiseDescriptorLimit();
  auto impl = std::make_unique<Impl>(options, std::move(router));
  if (impl->Listen(*address)) return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
  return base::Fail(base::ErrorCode::kInvalidConfiguration,
                    "cannot listen on " + options.address +
                        ": expected an address of this machine and a port that is free");
}

}  // namespace pipeline::http
