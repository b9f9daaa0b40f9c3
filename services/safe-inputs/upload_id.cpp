#include "services/safe-inputs/upload_id.hpp"

#include <array>
#include <cstdint>
#include <random>

#include "common/base/digest.hpp"
#include "common/delivery/provenance.hpp"

namespace pipeline::safe_inputs {
namespace {

constexpr const char* kIdempotencyKey = "Idempotency-Key";

http::Problem InvalidKey(const std::string& what_came) {
  return {400,
          "invalid-idempotency-key",
          "Invalid Idempotency-Key",
          "Idempotency-Key: expected one value of 1 to 64 characters A-Z a-z 0-9 _ -, got " +
              what_came};
}

}  // namespace

std::string NewUploadId() {
  std::random_device device;
  std::array<std::uint8_t, 16> bytes{};
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(device());
  return base::ToHex(bytes.data(), bytes.size());
}

tl::expected<std::string, http::Problem> ChooseUploadId(const http::Request& request) {
  const std::size_t count = request.CountHeader(kIdempotencyKey);
  if (count == 0) return NewUploadId();
  if (count > 1) return tl::make_unexpected(InvalidKey(std::to_string(count) + " values"));
  const std::string_view key = request.Header(kIdempotencyKey);
  if (!delivery::IsUploadId(key)) {
    return tl::make_unexpected(
        InvalidKey("another text, of " + std::to_string(key.size()) + " bytes"));
  }
  return std::string(key);
}

}  // namespace pipeline::safe_inputs
