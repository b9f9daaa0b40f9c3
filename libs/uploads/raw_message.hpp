#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/contract/parse_event.hpp"
#include "common/nats/jetstream.hpp"

namespace pipeline::uploads {

/// One upload on its way into the raw stream.
struct Upload {
  std::string id;
  std::string sender;       ///< Empty without one.
  std::string traceparent;  ///< Empty without a valid one.
  std::string_view body;
  std::string sha256;            ///< Of `body`, in hexadecimal.
  std::int64_t accepted_ms = 0;  ///< Since 1970, by the accepting service's clock.
};

/// The subject that a sender's uploads go to.
std::string RawSubject(std::string_view sender);

/// The raw message with its headers, as docs/message-contract.md says. Pure.
nats::Outgoing MakeRawMessage(const Upload& upload, const contract::ParseEvent& event);

/// When a raw message was accepted, in nanoseconds since 1970: what its upload's first receipt
/// said, or else the stream's time. Pure.
std::int64_t AcceptedNs(const nats::StoredMessage& message);

}  // namespace pipeline::uploads
