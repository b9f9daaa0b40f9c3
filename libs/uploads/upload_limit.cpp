#include "libs/uploads/upload_limit.hpp"

#include <algorithm>
#include <string>

namespace pipeline::uploads {
namespace {

constexpr std::int64_t kEnvelopeBytes = 65'536;

}  // namespace

base::Result<std::size_t> UploadLimit(std::int64_t max_payload, std::int64_t configured) {
  const std::int64_t allowed = (max_payload - kEnvelopeBytes) / 2;
  if (allowed <= 0) {
    return base::Fail(base::ErrorCode::kInvalidConfiguration,
                      "max_payload of the NATS server: expected more than 65538 bytes, got " +
                          std::to_string(max_payload));
  }
  return static_cast<std::size_t>(configured == -1 ? allowed : std::min(allowed, configured));
}

}  // namespace pipeline::uploads
