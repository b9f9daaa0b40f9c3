#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/contract/headers.hpp"
#include "common/nats/message.hpp"

namespace pipeline::api {

/// What the headers of a dead letter tell, without its body. A text is empty and a number absent
/// where they do not say it.
struct DeadLetter {
  std::uint64_t sequence = 0;  ///< In the dead-letter stream: what it is known by.
  std::int64_t time_ns = 0;    ///< When it was stored.
  std::string service;
  std::string code;
  std::string reason;
  std::string subject;  ///< Of the message that failed, as the next two.
  std::string stream;
  std::optional<std::uint64_t> stream_sequence;
  std::optional<std::uint64_t> deliveries;
  std::string part;  ///< `1/2`, or `headers`: where one letter did not fit into a message.
  std::string upload_id;
  std::string filename;
  std::string sender;
};

/// Pure. Texts as ShownText() says.
DeadLetter ReadDeadLetter(const nats::Position& position, const contract::Headers& headers);

}  // namespace pipeline::api
