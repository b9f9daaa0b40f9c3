#include "services/api/http/cors.hpp"

#include <algorithm>

namespace pipeline::api {
namespace {

bool IsOrigin(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::string_view name = text.substr(0, scheme);
  const std::string_view host = text.substr(scheme + 3);
  return (name == "http" || name == "https") && !host.empty() &&
         std::all_of(host.begin(), host.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '-' ||
                  c == ':' || c == '[' || c == ']';
         });
}

}  // namespace

base::Result<Cors> Cors::Parse(std::string_view origins) {
  Cors cors;
  while (!origins.empty()) {
    const std::size_t end = std::min(origins.find(','), origins.size());
    const std::string_view origin = origins.substr(0, end);
    if (!IsOrigin(origin)) {
      return base::Fail(base::ErrorCode::kInvalidConfiguration,
                        "expected origins such as https://pages.example.org, separated by commas, "
                        "got \"" +
                            std::string(origin) + "\"");
    }
    cors.origins_.emplace_back(origin);
    origins.remove_prefix(std::min(end + 1, origins.size()));
  }
  return cors;
}

bool Cors::Knows(std::string_view origin) const {
  return std::find(origins_.begin(), origins_.end(), origin) != origins_.end();
}

http::Response Cors::Preflight(const http::Request& request) const {
  http::Response response{204, "text/plain"};
  response.headers.emplace_back("Allow", "GET, HEAD, POST, OPTIONS");
  if (Knows(request.Header("Origin"))) {
    response.headers.emplace_back("Access-Control-Allow-Methods", "GET, POST");
    response.headers.emplace_back("Access-Control-Allow-Headers",
                                  "Content-Type, Authorization, Idempotency-Key, traceparent");
    response.headers.emplace_back("Access-Control-Max-Age", "7200");
  }
  return response;
}

void Cors::Allow(const http::Request& request, http::Response* response) const {
  if (origins_.empty()) return;
  response->headers.emplace_back("Vary", "Origin");
  const std::string_view origin = request.Header("Origin");
  if (Knows(origin)) {
    response->headers.emplace_back("Access-Control-Allow-Origin", std::string(origin));
  }
}

}  // namespace pipeline::api
