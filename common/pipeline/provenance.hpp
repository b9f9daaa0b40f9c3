#pragma once

#include "common/contract/provenance.hpp"
#include "common/contract/rejection.hpp"
#include "common/nats/message.hpp"

namespace pipeline {

/// Reads the provenance of a delivered message, and fills in by the contract's rules what the
/// sender left out. Rejects a sender outside contract::IsSender, and a body that does not match its
/// Content-Sha256.
contract::Checked<contract::Provenance> ReadProvenance(const nats::Message& message,
                                                       const nats::Position& position);

}  // namespace pipeline
