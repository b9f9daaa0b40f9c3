#pragma once

#include "libs/uploads/raw_stream.hpp"

namespace pipeline::uploads {

/// safeInputsRawSheetData itself. `jetstream` outlives it.
class JetStreamRawStream final : public RawStream {
 public:
  explicit JetStreamRawStream(nats::JetStream& jetstream) : jetstream_(jetstream) {}

  base::Result<nats::PubAck> Store(const nats::Outgoing& message) override;
  base::Result<nats::StoredMessage> Read(std::uint64_t sequence) override;

 private:
  nats::JetStream& jetstream_;
};

}  // namespace pipeline::uploads
