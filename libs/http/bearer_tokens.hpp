#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/base/digest.hpp"
#include "common/base/error.hpp"
#include "libs/http/message.hpp"

namespace pipeline::http {

/// Who may ask: a request has to bring one of these tokens (RFC 6750 section 2.1). Without any
/// everybody may. Keeps their digests alone, and compares those, so that the time says nothing of a
/// token. Immutable; safe from any thread.
class BearerTokens {
 public:
  BearerTokens() = default;

  /// One a line; empty lines and those that begin with # are not counted. kInvalidConfiguration
  /// where the file cannot be read, has none, or has one that no header can hold or that is shorter
  /// than 16 characters.
  static base::Result<BearerTokens> Read(const std::string& path);

  bool Allow(const Request& request) const;

 private:
  std::vector<base::Sha256Digest> digests_;
};

/// 401 with WWW-Authenticate.
Response Unauthorized();

}  // namespace pipeline::http
