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

/// Whether a browser sends this for a page of elsewhere: by Sec-Fetch-Site, and by Origin, which
/// has to be the request's own Host. A request without both is no browser's.
bool IsOfForeignOrigin(const http::Request& request);

/// Who is let in, by the head of a request. Each method answers what refuses it, or nothing.
/// Thread-safe.
class Entrance {
 public:
  Entrance(AllowedHosts hosts, http::BearerTokens tokens, std::int64_t uploads_per_minute)
      : hosts_(std::move(hosts)), tokens_(std::move(tokens)), limit_(uploads_per_minute) {}

  /// Who looks at the page: 421 for a host that is not allowed.
  std::optional<http::Response> RefuseVisitor(const http::Request& request) const;
  /// Who asks what became of uploads, or for files: besides, 401 without a token.
  std::optional<http::Response> RefuseReader(const http::Request& request) const;
  /// Who uploads: besides, 403 for a foreign origin, 429 for too many uploads.
  std::optional<http::Response> RefuseSender(const http::Request& request);
  /// Of a request that has been let in.
  void CountUpload(const http::Request& request) { limit_.Count(request.client); }

 private:
  const AllowedHosts hosts_;
  const http::BearerTokens tokens_;
  RateLimit limit_;
};

}  // namespace pipeline::safe_inputs
