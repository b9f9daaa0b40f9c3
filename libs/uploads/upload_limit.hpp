#pragma once

#include <cstddef>
#include <cstdint>

#include "common/base/error.hpp"

namespace pipeline::uploads {

/// The most bytes that a body may have: half of what a NATS message may, less 64 KiB, because
/// upper-casing and envelopes let a message grow; or `configured`, where that is less (-1: not
/// configured). kInvalidConfiguration where nothing is left.
base::Result<std::size_t> UploadLimit(std::int64_t max_payload, std::int64_t configured);

}  // namespace pipeline::uploads
