#include "services/safe-inputs/access_control.hpp"

#include "libs/http/problem.hpp"

namespace pipeline::safe_inputs {
namespace {

// "host:port", with the default port filled in.
std::string Authority(std::string_view authority, std::string_view default_port) {
  std::string host = HostWithoutPort(authority);
  const std::size_t colon = authority.rfind(':');
  const bool has_port = colon != std::string_view::npos && !authority.ends_with(']');
  return host + ':' + std::string(has_port ? authority.substr(colon + 1) : default_port);
}

}  // namespace

bool IsOfForeignOrigin(const http::Request& request) {
  const std::string_view site = request.Header("Sec-Fetch-Site");
  if (!site.empty() && site != "same-origin" && site != "none") return true;
  if (request.CountHeader("Origin") == 0) return false;
  std::string_view origin = request.Header("Origin");
  const std::string_view scheme = origin.substr(0, origin.find("://"));
  if (scheme != "http" && scheme != "https") return true;
  origin.remove_prefix(scheme.size() + 3);
  // Behind a TLS proxy the origin's scheme differs from this server's, so it decides the default
  // port.
  const std::string_view port = scheme == "http" ? "80" : "443";
  return Authority(origin, port) != Authority(request.Header("Host"), port);
}

std::optional<http::Response> AccessControl::CheckHost(const http::Request& request) const {
  if (request.CountHeader("Host") <= 1 && hosts_.Allow(request.Header("Host"))) return std::nullopt;
  return http::ToResponse({421,
                           "host-not-allowed",
                           "Misdirected Request",
                           "expected as Host an address, localhost or a name of ALLOWED_HOSTS"});
}

std::optional<http::Response> AccessControl::CheckToken(const http::Request& request) const {
  if (auto refusal = CheckHost(request)) return refusal;
  if (tokens_.Allow(request)) return std::nullopt;
  return http::Unauthorized();
}

std::optional<http::Response> AccessControl::CheckUpload(const http::Request& request) const {
  if (auto refusal = CheckHost(request)) return refusal;
  if (IsOfForeignOrigin(request)) {
    return http::ToResponse({403,
                             "foreign-origin",
                             "Not from this page",
                             "uploads are taken from this service's own page, or from programs "
                             "that send neither Origin nor Sec-Fetch-Site"});
  }
  if (auto refusal = CheckToken(request)) return refusal;
  const auto wait = limit_.WaitOf(request.client);
  if (wait.count() == 0) return std::nullopt;
  return http::ToResponse({429,
                           "too-many-uploads",
                           "Too many uploads",
                           "this client has sent as many as it may in a minute; send again with "
                           "the same key after Retry-After",
                           wait});
}

}  // namespace pipeline::safe_inputs
