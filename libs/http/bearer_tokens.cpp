#include "libs/http/bearer_tokens.hpp"

#include <openssl/crypto.h>
#include <strings.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "common/base/files.hpp"
#include "libs/http/problem.hpp"

namespace pipeline::http {
namespace {

constexpr std::size_t kLeastCharacters = 16;
constexpr std::string_view kScheme = "Bearer ";

// b64token of RFC 6750.
bool IsBearerToken(std::string_view text) {
  return text.size() >= kLeastCharacters && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  std::string_view("-._~+/=").find(c) != std::string_view::npos;
         });
}

}  // namespace

base::Result<BearerTokens> BearerTokens::Read(const std::string& path) {
  if (path.empty()) return BearerTokens();
  const auto content = base::ReadSecretFile(path);
  if (!content) return tl::make_unexpected(content.error());
  BearerTokens tokens;
  std::istringstream lines(*content);
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line.starts_with('#')) continue;
    if (!IsBearerToken(line)) {
      return base::Fail(base::ErrorCode::kInvalidConfiguration,
                        path + " line " + std::to_string(number) +
                            ": expected a token of at least 16 of A-Z a-z 0-9 - . _ ~ + / =");
    }
    tokens.digests_.push_back(base::Sha256(line));
  }
  if (tokens.digests_.empty()) {
    return base::Fail(base::ErrorCode::kInvalidConfiguration, path + " has no token");
  }
  return tokens;
}

bool BearerTokens::Allow(const Request& request) const {
  if (digests_.empty()) return true;
  const std::string_view header = request.Header("Authorization");
  if (header.size() <= kScheme.size() ||
      strncasecmp(header.data(), kScheme.data(), kScheme.size()) != 0) {
    return false;
  }
  const base::Sha256Digest digest = base::Sha256(header.substr(kScheme.size()));
  bool allowed = false;
  for (const base::Sha256Digest& known : digests_) {
    allowed |= CRYPTO_memcmp(known.data(), digest.data(), digest.size()) == 0;
  }
  return allowed;
}

Response Unauthorized() {
  Response response =
      ToResponse({401,
                  "unauthorized",
                  "Unauthorized",
                  "expected Authorization: Bearer with a token that this service knows"});
  response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

}  // namespace pipeline::http
