#pragma once

#include <string>
#include <string_view>

#include "common/base/error.hpp"

namespace pipeline::nats {

/// The public NKey ("U...") of the first user seed ("SU...") in `text`, which nats.c wants beside
/// the seed's file. kInvalidConfiguration if there is none. Pure.
base::Result<std::string> PublicUserKey(std::string_view text);

}  // namespace pipeline::nats
