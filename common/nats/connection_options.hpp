#pragma once

#include <string>

#include "common/base/error.hpp"
#include "common/nats/connection.hpp"
#include "common/nats/handles.hpp"

namespace pipeline::nats {

/// The options of nats.c for `wanted`, without callbacks. kInvalidConfiguration where they cannot
/// work. Private to common/nats.
base::Result<OptionsHandle> MakeOptions(const ConnectionOptions& wanted);

/// What is wrong with a NATS_URL that nats.c does not take.
base::Error BadUrl(const std::string& url);

}  // namespace pipeline::nats
