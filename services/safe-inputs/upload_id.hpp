#pragma once

#include <string>
#include <tl/expected.hpp>

#include "common/http/message.hpp"
#include "common/http/problem.hpp"

namespace pipeline::safe_inputs {

/// 128 random bits as 32 hexadecimal digits: an Upload-Id that nobody else makes.
std::string NewUploadId();

/// The request's Idempotency-Key, or a new id where it has none. 400 for a key that is no
/// Upload-Id, and for several.
tl::expected<std::string, http::Problem> ChooseUploadId(const http::Request& request);

}  // namespace pipeline::safe_inputs
