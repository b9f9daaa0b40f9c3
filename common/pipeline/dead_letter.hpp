#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/contract/rejection.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/message.hpp"
#include "common/pipeline/provenance.hpp"

namespace pipeline {

/// The dead letter of a message: its whole body and headers, and why, as one message or, where that
/// would not fit `max_payload` bytes, in parts (Dead-Letter-Part "1/3"; headers that leave no room
/// for a body travel as a part of their own, "headers", a JSON object). The same message makes the
/// same letters with the same Nats-Msg-Ids, so a redelivery adds nothing. Pure.
std::vector<nats::Outgoing> MakeDeadLetters(const std::string& service,
                                            const nats::Message& message,
                                            const nats::Position& position,
                                            const contract::Rejection& rejection,
                                            std::int64_t max_payload);

}  // namespace pipeline
