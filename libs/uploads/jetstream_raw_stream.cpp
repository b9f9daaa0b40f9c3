#include "libs/uploads/jetstream_raw_stream.hpp"

#include "common/contract/topology.hpp"

namespace pipeline::uploads {

base::Result<nats::PubAck> JetStreamRawStream::Store(const nats::Outgoing& message) {
  return jetstream_.PublishAndWait(message);
}

base::Result<nats::StoredMessage> JetStreamRawStream::Read(std::uint64_t sequence) {
  return jetstream_.GetMessage(contract::kRawStream, sequence);
}

}  // namespace pipeline::uploads
