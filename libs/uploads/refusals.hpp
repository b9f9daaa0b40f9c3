#pragma once

#include <string>

#include "common/base/error.hpp"
#include "common/contract/rejection.hpp"
#include "libs/http/problem.hpp"

namespace pipeline::uploads {

/// A body that can never become a stored sheet: 400 for invalid JSON, 422 for a message against the
/// contract. `code` is the rejection's.
http::Problem RefusedBody(const contract::Rejection& rejection);

/// An upload that the raw stream did not acknowledge: 413, 429 or 503. Names the upload, so that
/// sending it again with that Idempotency-Key is safe although it may have been stored.
http::Problem NotStored(const base::Error& error, const std::string& upload_id);

/// Too many concurrent uploads, or queries (`upload_id` empty).
http::Problem Busy(const std::string& upload_id);

/// The limit of an upload is unknown until NATS has been reached.
http::Problem LimitsUnknown();

/// The key was used for other bytes or by another sender.
http::Problem KeyReused(const std::string& upload_id);

/// The key was used before, and the message of that upload has been removed.
http::Problem OriginalGone(const std::string& upload_id);

}  // namespace pipeline::uploads
