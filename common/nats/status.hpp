#pragma once

#include <nats/nats.h>

#include <string>
#include <string_view>

#include "common/base/error.hpp"

namespace pipeline::nats {

/// What nats.c says, as one of our errors: "what: text". Private to common/nats.
base::Error ToError(natsStatus status, std::string_view what);

/// Why the call of nats.c on this thread that gave `status` failed, without the place in its
/// source.
std::string ReasonOf(natsStatus status);

}  // namespace pipeline::nats
