#include "common/service/health.hpp"

#include <httplib.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/host_port.hpp"
#include "common/base/json.hpp"

namespace pipeline::service {
namespace {

using base::ErrorCode;
using nlohmann::ordered_json;

constexpr std::size_t kThreads = 8;
constexpr std::time_t kReadTimeoutSeconds = 1;
constexpr std::size_t kMaxBodyBytes = 1024;
constexpr std::chrono::seconds kCheckTimeout{2};

// cpp-httplib's default also sets SO_REUSEPORT, with which two services could share one port.
void ReuseAddress(socket_t socket) {
  const int yes = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

void Send(const HealthAnswer& answer, httplib::Response& response) {
  response.status = answer.status;
  response.set_header("Cache-Control", "no-store");
  response.set_content(answer.body, "application/json");
}

std::string LoopbackFor(const std::string& host) {
  if (host == "0.0.0.0") return "127.0.0.1";
  return host == "::" ? "::1" : host;
}

std::string WaitingFor(const std::string& body) {
  const auto answer = base::ParseJson(body);
  return answer.is_object() ? answer.value("waitingFor", body) : body;
}

}  // namespace

HealthAnswer Live() { return {200, base::JsonText(ordered_json{{"live", true}}) + "\n"}; }

HealthAnswer Ready(const std::string& reason) {
  if (reason.empty()) return {200, base::JsonText(ordered_json{{"ready", true}}) + "\n"};
  return {503, base::JsonText(ordered_json{{"ready", false}, {"waitingFor", reason}}) + "\n"};
}

HealthServer::HealthServer() : server_(std::make_unique<httplib::Server>()) {}

base::Result<std::unique_ptr<HealthServer>> HealthServer::Start(const std::string& address,
                                                                NotReady not_ready) {
  const auto where = base::ParseHostPort(address);
  if (!where) return tl::make_unexpected(where.error());
  std::unique_ptr<HealthServer> health(new HealthServer());
  httplib::Server& server = *health->server_;
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  server.set_socket_options(ReuseAddress);
  server.set_keep_alive_max_count(1);
  server.set_read_timeout(kReadTimeoutSeconds);
  server.set_payload_max_length(kMaxBodyBytes);
  server.Get("/livez",
             [](const httplib::Request&, httplib::Response& response) { Send(Live(), response); });
  server.Get("/readyz",
             [reason = std::move(not_ready)](const httplib::Request&, httplib::Response& response) {
               Send(Ready(reason()), response);
             });
  const int port = where->port == 0 ? server.bind_to_any_port(where->host)
                   : server.bind_to_port(where->host, where->port) ? where->port
                                                                   : -1;
  if (port <= 0) {
    return base::Fail(
        ErrorCode::kInvalidConfiguration,
        "cannot listen on " + address + ": expected an address of this machine and a free port");
  }
  health->port_ = static_cast<std::uint16_t>(port);
  health->thread_ = std::thread([&server] { server.listen_after_bind(); });
  // stop() has no effect before the server runs.
  while (!server.is_running()) std::this_thread::yield();
  return health;
}

HealthServer::~HealthServer() {
  if (!thread_.joinable()) return;
  server_->stop();
  thread_.join();
}

base::Result<void> CheckReady(const std::string& address) {
  const auto where = base::ParseHostPort(address);
  if (!where) return tl::make_unexpected(where.error());
  httplib::Client client(LoopbackFor(where->host), where->port);
  client.set_connection_timeout(kCheckTimeout);
  client.set_read_timeout(kCheckTimeout);
  const auto answer = client.Get("/readyz");
  if (!answer) return base::Fail(ErrorCode::kUnavailable, "nobody answers at " + address, true);
  if (answer->status == 200) return {};
  return base::Fail(ErrorCode::kUnavailable, "waiting for " + WaitingFor(answer->body), true);
}

}  // namespace pipeline::service
