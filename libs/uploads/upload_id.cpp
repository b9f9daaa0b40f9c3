#include "libs/uploads/upload_id.hpp"

#include <array>
#include <cstdint>
#include <random>

#include "common/base/encoding.hpp"
#include "common/contract/provenance.hpp"

namespace pipeline::uploads {
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

tl::expected<std::string, http::Problem> ChooseUploadId(
    std::optional<std::string_view> idempotency_key) {
  if (!idempotency_key) return NewUploadId();
  if (!contract::IsUploadId(*idempotency_key)) {
    return tl::make_unexpected(
        InvalidKey("another text, of " + std::to_string(idempotency_key->size()) + " bytes"));
  }
  return std::string(*idempotency_key);
}

tl::expected<std::optional<std::string_view>, http::Problem> IdempotencyKeyOf(
    const http::Request& request) {
  const std::size_t count = request.CountHeader(kIdempotencyKey);
  if (count == 0) return std::nullopt;
  if (count > 1) return tl::make_unexpected(InvalidKey(std::to_string(count) + " values"));
  return request.Header(kIdempotencyKey);
}

tl::expected<std::string, http::Problem> ChooseUploadId(const http::Request& request) {
  const auto key = IdempotencyKeyOf(request);
  if (!key) return tl::make_unexpected(key.error());
  return ChooseUploadId(*key);
}

}  // namespace pipeline::uploads
