#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/base/error.hpp"
#include "common/contract/parse_event.hpp"
#include "common/nats/jetstream.hpp"

namespace pipeline::uploads {

/// An upload that has been checked and is to be stored in the raw stream.
struct RawUpload {
  std::string id;
  std::string sender;       ///< Empty without one.
  std::string traceparent;  ///< Empty without a valid one.
  std::string_view body;
  std::string sha256;            ///< SHA-256 of `body` in hexadecimal.
  std::int64_t accepted_ms = 0;  ///< Since 1970, by the accepting service's clock.
};

/// The subject of a sender's raw messages.
std::string RawSubject(std::string_view sender);

/// The raw message with its headers, as in docs/message-contract.md. Pure.
nats::Outgoing MakeRawMessage(const RawUpload& upload, const contract::ParseEvent& event);

/// The time of acceptance of a raw message, in nanoseconds since 1970: the one in its upload's
/// first receipt, or else the stream's time. Pure.
std::int64_t AcceptedNs(const nats::StoredMessage& message);

/// Stores uploads; tests replace it with FakeRawStream. Thread-safe. Both calls wait for an answer.
class RawStream {
 public:
  virtual ~RawStream() = default;
  /// Errors are those of nats::Publisher: after a kTimeout or kUnavailable the message may be
  /// stored all the same, and storing it again with its Nats-Msg-Id is answered as a duplicate.
  virtual base::Result<nats::PubAck> Store(const nats::Outgoing& message) = 0;
  /// kNotFound for a message that has been removed.
  virtual base::Result<nats::StoredMessage> Read(std::uint64_t sequence) = 0;
};

/// The stream safeInputsRawSheetData. `jetstream` outlives it.
class JetStreamRawStream final : public RawStream {
 public:
  explicit JetStreamRawStream(nats::JetStream& jetstream) : jetstream_(jetstream) {}

  base::Result<nats::PubAck> Store(const nats::Outgoing& message) override;
  base::Result<nats::StoredMessage> Read(std::uint64_t sequence) override;

 private:
  nats::JetStream& jetstream_;
};

}  // namespace pipeline::uploads
