#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"

namespace pipeline::provision {

/// JetStream's API as an administrator uses it, by raw requests (ADR-1): configurations are the
/// server's own JSON objects, so that nothing in them gets lost. One thread at a time; the
/// JetStream outlives it. kPermissionDenied names the request that the server denies.
class JetStreamAdmin {
 public:
  using Json = nlohmann::json;
  explicit JetStreamAdmin(nats::JetStream& jetstream) : jetstream_(jetstream) {}

  /// The answers to STREAM.INFO and CONSUMER.INFO; nothing where there is none.
  base::Result<std::optional<Json>> StreamInfo(const std::string& stream);
  base::Result<std::optional<Json>> ConsumerInfo(const std::string& stream,
                                                 const std::string& consumer);
  /// The same of every consumer of a stream.
  base::Result<std::vector<Json>> Consumers(const std::string& stream);

  base::Result<void> CreateStream(const Json& config);
  base::Result<void> UpdateStream(const Json& config);
  base::Result<void> DeleteStream(const std::string& stream);
  /// Never changes one that is there.
  base::Result<void> CreateConsumer(const std::string& stream, const Json& config);
  base::Result<void> UpdateConsumer(const std::string& stream, const Json& config);
  base::Result<void> DeleteConsumer(const std::string& stream, const std::string& consumer);

  /// The sequence of the first message stored at or after `time_ns`; nothing where there is none.
  base::Result<std::optional<std::uint64_t>> FirstSince(const std::string& stream,
                                                        std::int64_t time_ns);
  /// Deletes the messages below `sequence`; answers how many.
  base::Result<std::uint64_t> PurgeBelow(const std::string& stream, std::uint64_t sequence);

 private:
  base::Result<std::optional<Json>> Info(const std::string& verb);
  base::Result<void> Do(const std::string& verb, const Json& body);
  base::Result<void> PutConsumer(const std::string& stream, const Json& config, const char* action);

  nats::JetStream& jetstream_;
};

}  // namespace pipeline::provision
