#pragma once

#include <string>

#include "common/base/error.hpp"
#include "common/contract/rejection.hpp"
#include "libs/http/problem.hpp"

namespace pipeline::uploads {

/// A body that can never become a stored sheet: 400 where it is not the JSON that every stage
/// reads, 422 where it is not the message that the contract describes. `code` is the rejection's.
http::Problem RefusedBody(const contract::Rejection& rejection);

/// An upload that the raw stream did not acknowledge: 413, 429 or 503. Names the upload, so that
/// sending it again with that Idempotency-Key is safe although it may have been stored.
http::Problem NotStored(const base::Error& error, const std::string& upload_id);

/// No more uploads, or no more questions for one (`upload_id` empty), are taken at the moment.
http::Problem Busy(const std::string& upload_id);

/// How large an upload may be is NATS's to say, which has not been reached yet.
http::Problem LimitsUnknown();

/// The key was used for other bytes or by another sender.
http::Problem KeyReused(const std::string& upload_id);

/// The key was used before, and what for cannot be looked up: the message is purged.
http::Problem OriginalGone(const std::string& upload_id);

}  // namespace pipeline::uploads
