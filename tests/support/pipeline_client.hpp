#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "common/nats/connection.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/requests.hpp"

namespace pipeline::testing {

/// Client of a running pipeline for tests: publishes raw messages and looks at what has become of
/// them. Calls that cannot work throw std::runtime_error, which fails the test.
class PipelineClient {
 public:
  explicit PipelineClient(const std::string& nats_url);
  /// For a server that wants credentials.
  explicit PipelineClient(const nats::ConnectionOptions& options);

  /// The stream's sequence.
  std::uint64_t Publish(const std::string& subject,
                        const std::string& body,
                        const contract::Headers& headers = {});

  /// 0 for a stream that does not exist (yet).
  std::uint64_t Messages(const std::string& stream);
  bool HasConsumer(const std::string& stream, const std::string& durable);
  /// Nothing pending and nothing waiting for its acknowledgement.
  bool IsDrained(const std::string& stream, const std::string& durable);

  /// All messages of a stream, oldest first.
  std::vector<nats::StoredMessage> All(const std::string& stream);
  base::Result<nats::StoredMessage> LastRevision(const std::string& key);

  nats::JetStream& jetstream() { return *jetstream_; }
  nats::Connection& connection() { return *connection_; }

 private:
  std::unique_ptr<nats::Connection> connection_;
  std::unique_ptr<nats::Requests> requests_;
  std::unique_ptr<nats::JetStream> jetstream_;
};

/// A small raw message of one sheet, as a sender posts it.
std::string RawMessage(const std::string& filename, int rows = 2);

}  // namespace pipeline::testing
