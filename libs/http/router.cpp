#include "libs/http/router.hpp"

#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "libs/http/problem.hpp"

namespace pipeline::http {
namespace {

constexpr std::size_t kMaxPathBytes = 1024;

// The path's text for the pattern's `{name}` (empty if it has none), if the path matches.
std::optional<std::string> Match(std::string_view pattern, std::string_view path) {
  const std::size_t brace = pattern.find('{');
  if (brace == std::string_view::npos) {
    return pattern == path ? std::make_optional<std::string>() : std::nullopt;
  }
  if (path.size() <= brace || path.substr(0, brace) != pattern.substr(0, brace)) {
    return std::nullopt;
  }
  const std::string_view argument = path.substr(brace);
  const bool several = pattern.ends_with("...}");
  if (!several && argument.find('/') != std::string_view::npos) return std::nullopt;
  return std::string(argument);
}

std::string_view MediaType(std::string_view content_type) {
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.remove_suffix(1);
  return type;
}

bool IsMediaType(std::string_view content_type, std::string_view wanted) {
  return SameName(MediaType(content_type), wanted);
}

std::optional<std::uint64_t> ParseLength(std::string_view text) {
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return length;
}

Response BadFraming(const std::string& detail) {
  return ToResponse({400, "invalid-framing", "The length of the body is not clear", detail});
}

// RFC 9112 section 6: a length said twice, or both ways, is how requests are smuggled past a
// proxy.
std::optional<Response> CheckFraming(const Request& head) {
  const std::size_t lengths = head.CountHeader("Content-Length");
  const std::size_t encodings = head.CountHeader("Transfer-Encoding");
  const std::string_view encoding = head.Header("Transfer-Encoding");
  if (lengths > 1) return BadFraming("expected one Content-Length, got several");
  if (lengths == 1 && !ParseLength(head.Header("Content-Length"))) {
    return BadFraming("expected a number as Content-Length");
  }
  if (encodings > 0 && lengths == 1) {
    return BadFraming("expected Content-Length or Transfer-Encoding, got both");
  }
  if (encodings > 1 || (encodings == 1 && encoding != "chunked")) {
    return BadFraming("expected no Transfer-Encoding other than chunked");
  }
  return std::nullopt;
}

std::optional<Response> CheckBody(const Request& head, const Route& route) {
  if (!route.max_body_bytes) return std::nullopt;
  if (!IsMediaType(head.Header("Content-Type"), route.content_type)) {
    return ToResponse({415,
                       "unsupported-media-type",
                       "Unsupported media type",
                       "expected Content-Type: " + route.content_type});
  }
  const std::string_view coding = head.Header("Content-Encoding");
  if (!coding.empty() && !SameName(coding, "identity") && !IsGzip(coding)) {
    return ToResponse({415,
                       "unsupported-content-encoding",
                       "Unsupported content encoding",
                       "expected Content-Encoding: gzip, or none"});
  }
  const auto length = ParseLength(head.Header("Content-Length"));
  if (length && *length > route.max_body_bytes()) return Router::TooLarge(route);
  return std::nullopt;
}

Response HealthResponse(service::HealthAnswer answer) {
  return {
      answer.status, "application/json", std::move(answer.body), {{"Cache-Control", "no-store"}}};
}

}  // namespace

tl::expected<const Route*, Response> Router::Find(Request& head) const {
  if (auto refusal = CheckFraming(head)) return tl::make_unexpected(*std::move(refusal));
  if (head.path.size() > kMaxPathBytes) {
    return tl::make_unexpected(
        ToResponse({414,
                    "path-too-long",
                    "Path too long",
                    "expected at most " + std::to_string(kMaxPathBytes) + " bytes"}));
  }
  const std::string_view method = head.method == "HEAD" ? "GET" : std::string_view(head.method);
  for (const Route& route : routes_) {
    auto argument = route.method == method ? Match(route.path, head.path) : std::nullopt;
    if (!argument) continue;
    if (auto refusal = route.refuse ? route.refuse(head) : std::nullopt) {
      return tl::make_unexpected(*std::move(refusal));
    }
    head.argument = *std::move(argument);
    if (route.unavailable && ready_ && !ready_()) {
      return tl::make_unexpected(route.unavailable(head));
    }
    if (auto refusal = CheckBody(head, route)) return tl::make_unexpected(*std::move(refusal));
    return &route;
  }
  return tl::make_unexpected(NoRoute(head));
}

Response Router::NoRoute(const Request& head) const {
  std::string allow;
  for (const Route& route : routes_) {
    if (!Match(route.path, head.path)) continue;
    allow += (allow.empty() ? "" : ", ") + route.method + (route.method == "GET" ? ", HEAD" : "");
  }
  if (allow.empty()) {
    return ToResponse({404, "no-such-resource", "Not found", "there is nothing at this path"});
  }
  Response response =
      ToResponse({405, "method-not-allowed", "Method not allowed", "expected one of " + allow});
  response.headers.emplace_back("Allow", allow);
  return response;
}

Response Router::TooLarge(const Route& route) {
  return ToResponse({413,
                     "body-too-large",
                     "Too large",
                     "expected at most " + std::to_string(route.max_body_bytes()) +
                         " bytes of body; " + route.too_large_advice});
}

void AddHealthRoutes(Router& router, const service::NotReady& not_ready) {
  router.Add({"GET", "/livez", [](const Request&) { return HealthResponse(service::Live()); }});
  router.Add({"GET", "/readyz", [not_ready](const Request&) {
                return HealthResponse(service::Ready(not_ready()));
              }});
}

}  // namespace pipeline::http
