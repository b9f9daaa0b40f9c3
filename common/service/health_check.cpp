#include "common/service/health_check.hpp"

#include <httplib.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "common/base/json.hpp"
#include "common/base/listen_address.hpp"

namespace pipeline::service {
namespace {

using base::ErrorCode;

constexpr std::chrono::seconds kPatience{2};

std::string LoopbackFor(const std::string& host) {
  if (host == "0.0.0.0") return "127.0.0.1";
  return host == "::" ? "::1" : host;
}

std::string WaitingFor(const std::string& body) {
  const auto answer = base::ParseJson(body);
  return answer.is_object() ? answer.value("waitingFor", body) : body;
}

}  // namespace

base::Result<void> AskReady(const std::string& address) {
  const auto where = base::ParseListenAddress(address);
  if (!where) return tl::make_unexpected(where.error());
  httplib::Client client(LoopbackFor(where->host), where->port);
  client.set_connection_timeout(kPatience);
  client.set_read_timeout(kPatience);
  const auto answer = client.Get("/readyz");
  if (!answer) return base::Fail(ErrorCode::kUnavailable, "nobody answers at " + address, true);
  if (answer->status == 200) return {};
  return base::Fail(ErrorCode::kUnavailable, "waiting for " + WaitingFor(answer->body), true);
}

}  // namespace pipeline::service
