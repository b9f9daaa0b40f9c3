#pragma once

#include <string>

#include "common/base/error.hpp"

namespace pipeline::service {

/// Asks GET /readyz of the service that serves health at `address` (its own HEALTH_ADDRESS; where
/// that is every address of the machine, the loopback one is asked), for at most 2 s.
/// kUnavailable, saying what it waits for, where it is not ready or does not answer;
/// kInvalidConfiguration for an address that is none.
base::Result<void> AskReady(const std::string& address);

}  // namespace pipeline::service
