#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/contract/rejection.hpp"
#include "common/nats/jetstream.hpp"
#include "common/pipeline/delivery.hpp"

namespace pipeline {

/// The dead letter of a message: its whole body, its headers and the reason, as one message or, if
/// that exceeds `max_payload` bytes, in parts (Dead-Letter-Part "1/3"; headers that leave no room
/// for a body become a part of their own, "headers", a JSON object). The same message makes the
/// same letters with the same Nats-Msg-Ids, so a redelivery stores nothing new. Pure.
std::vector<nats::Outgoing> MakeDeadLetters(const std::string& service,
                                            const Delivery& delivery,
                                            const contract::Rejection& rejection,
                                            std::int64_t max_payload);

}  // namespace pipeline
