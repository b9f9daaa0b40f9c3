#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/contract/topology.hpp"
#include "libs/uploads/raw_stream.hpp"

namespace pipeline::uploads {

/// A raw stream in memory that recognises a Nats-Msg-Id as JetStream does. Not thread-safe.
class FakeRawStream final : public RawStream {
 public:
  base::Result<nats::PubAck> Store(const nats::Outgoing& message) override {
    if (store_error) return tl::make_unexpected(*store_error);
    for (const auto& stored : messages) {
      if (stored.headers.Get("Nats-Msg-Id") == message.headers.Get("Nats-Msg-Id")) {
        return nats::PubAck{contract::kRawStream, stored.sequence, true};
      }
    }
    const auto sequence = messages.size() + 1;
    messages.push_back(
        {message.subject, sequence, kTimeNs, message.headers, std::string(message.body.view())});
    return nats::PubAck{contract::kRawStream, sequence, false};
  }

  base::Result<nats::StoredMessage> Read(std::uint64_t sequence) override {
    if (read_error) return tl::make_unexpected(*read_error);
    return messages.at(sequence - 1);
  }

  static constexpr std::int64_t kTimeNs = 1'700'000'000'000'000'000;

  std::vector<nats::StoredMessage> messages;
  std::optional<base::Error> store_error;
  std::optional<base::Error> read_error;
};

}  // namespace pipeline::uploads
