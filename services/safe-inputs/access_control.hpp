#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "libs/http/bearer_tokens.hpp"
#include "libs/http/message.hpp"
#include "services/safe-inputs/allowed_hosts.hpp"
#include "services/safe-inputs/rate_limit.hpp"

namespace pipeline::safe_inputs {

/// Whether a browser sends this for another site's page: by Sec-Fetch-Site, and by Origin, which
/// must match the request's Host. Programs other than browsers send neither.
bool IsOfForeignOrigin(const http::Request& request);

/// Checks requests by their headers. Each check returns the response that rejects the request, or
/// nothing. Thread-safe.
class AccessControl {
 public:
  AccessControl(AllowedHosts hosts, http::BearerTokens tokens, std::int64_t uploads_per_minute)
      : hosts_(std::move(hosts)), tokens_(std::move(tokens)), limit_(uploads_per_minute) {}

  /// 421 for a host that is not allowed.
  std::optional<http::Response> CheckHost(const http::Request& request) const;
  /// CheckHost, then 401 without a token.
  std::optional<http::Response> CheckToken(const http::Request& request) const;
  /// CheckHost, 403 for a foreign origin, CheckToken, then 429 for too many uploads.
  std::optional<http::Response> CheckUpload(const http::Request& request) const;
  /// Counts an accepted request towards its client's limit.
  void CountUpload(const http::Request& request) { limit_.Count(request.client); }

 private:
  const AllowedHosts hosts_;
  const http::BearerTokens tokens_;
  mutable RateLimit limit_;
};

}  // namespace pipeline::safe_inputs
