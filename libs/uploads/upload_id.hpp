#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "libs/http/message.hpp"
#include "libs/http/problem.hpp"

namespace pipeline::uploads {

/// A unique Upload-Id: 128 random bits as 32 hexadecimal digits.
std::string NewUploadId();

/// The sender's own key, or a new id without one. 400 for a key that is no Upload-Id.
tl::expected<std::string, http::Problem> ChooseUploadId(
    std::optional<std::string_view> idempotency_key);

/// A request's Idempotency-Key, if it has one. 400 for several.
tl::expected<std::optional<std::string_view>, http::Problem> IdempotencyKeyOf(
    const http::Request& request);

/// The Upload-Id of a request: both of the above.
tl::expected<std::string, http::Problem> ChooseUploadId(const http::Request& request);

}  // namespace pipeline::uploads
