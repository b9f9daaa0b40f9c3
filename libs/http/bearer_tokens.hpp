#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/base/digest.hpp"
#include "common/base/error.hpp"
#include "libs/http/message.hpp"

namespace pipeline::http {

/// The tokens that authorize requests (RFC 6750 section 2.1); without any, every request is
/// authorized. Keeps and compares digests only, so that timing reveals nothing about a token.
/// Immutable; thread-safe.
class BearerTokens {
 public:
  BearerTokens() = default;

  /// Reads a file with one token a line, empty lines and comments (#) ignored. No tokens if `path`
  /// is empty. kInvalidConfiguration if the file cannot be read, has no token, or has one that is
  /// shorter than 16 characters or does not fit a header.
  static base::Result<BearerTokens> Read(const std::string& path);

  bool Allow(const Request& request) const;

 private:
  std::vector<base::Sha256Digest> digests_;
};

/// 401 with WWW-Authenticate.
Response Unauthorized();

}  // namespace pipeline::http
