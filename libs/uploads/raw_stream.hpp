#pragma once

#include <cstdint>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"

namespace pipeline::uploads {

/// Where uploads are stored: a seam for unit tests. Thread-safe. Both calls wait for an answer.
class RawStream {
 public:
  virtual ~RawStream() = default;
  /// Errors as of nats::Publisher: after a kTimeout or kUnavailable the message may be stored all
  /// the same, and storing it again with its Nats-Msg-Id is answered as a duplicate.
  virtual base::Result<nats::PubAck> Store(const nats::Outgoing& message) = 0;
  /// kNotFound for a message that is no longer there.
  virtual base::Result<nats::StoredMessage> Read(std::uint64_t sequence) = 0;
};

}  // namespace pipeline::uploads
