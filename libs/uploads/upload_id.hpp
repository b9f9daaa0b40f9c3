#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "libs/http/message.hpp"
#include "libs/http/problem.hpp"

namespace pipeline::uploads {

/// 128 random bits as 32 hexadecimal digits: an Upload-Id that nobody else makes.
std::string NewUploadId();

/// The sender's own key, or a new id where it has none. 400 for a key that is no Upload-Id.
tl::expected<std::string, http::Problem> ChooseUploadId(
    std::optional<std::string_view> idempotency_key);

/// A request's Idempotency-Key, if it has one. 400 for several.
tl::expected<std::optional<std::string_view>, http::Problem> IdempotencyKeyOf(
    const http::Request& request);

/// Of a request with or without an Idempotency-Key: both of the above.
tl::expected<std::string, http::Problem> ChooseUploadId(const http::Request& request);

}  // namespace pipeline::uploads
