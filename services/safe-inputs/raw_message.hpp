#pragma once

#include <string>
#include <string_view>

#include "common/nats/jetstream.hpp"
#include "common/sheets/parse_event.hpp"

namespace pipeline::safe_inputs {

/// One upload on its way into the raw stream.
struct Upload {
  std::string id;
  std::string sender;       ///< Empty without one.
  std::string traceparent;  ///< Empty without a valid one.
  std::string_view body;
  std::string sha256;  ///< Of `body`, in hexadecimal.
};

/// The subject that a sender's uploads go to.
std::string RawSubject(std::string_view sender);

/// The raw message with its headers, as docs/message-contract.md says. Pure.
nats::Outgoing MakeRawMessage(const Upload& upload, const sheets::ParseEvent& event);

}  // namespace pipeline::safe_inputs
