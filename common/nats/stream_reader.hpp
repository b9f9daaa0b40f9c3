#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/pull_requests.hpp"

namespace pipeline::nats {

struct ReadOptions {
  std::string stream = {};
  std::string filter = {};  ///< A subject, wildcards allowed; empty: the whole stream.
  /// Several subjects that do not overlap, instead of `filter`. Needs nats-server 2.10; with an
  /// earlier one Next() fails with kInvalidConfiguration.
  std::vector<std::string> filters = {};
  bool headers_only = false;  ///< Bodies stay on the server.
  /// Start with the last message of each subject, then read everything new. If the consumer is lost
  /// before the start is complete, later messages may not be their subject's last.
  bool last_per_subject = false;
  std::uint64_t start_sequence = 1;  ///< Unless last_per_subject or start_time_ns.
  std::int64_t start_time_ns = 0;    ///< Start at this time, unless 0 or last_per_subject.
};

/// Reads a stream in order, each message once, without acknowledgements: through an ephemeral pull
/// consumer that is created again, from the message after the last one read, whenever it is lost (a
/// restarted server, silence of 2.5 s, a gap). One thread at a time; the JetStream outlives it.
class StreamReader {
 public:
  StreamReader(JetStream& jetstream, ReadOptions options);
  ~StreamReader();
  StreamReader(const StreamReader&) = delete;
  StreamReader& operator=(const StreamReader&) = delete;

  /// The next message. kTimeout: none within `timeout`. Other errors are returned at once, before
  /// `timeout`: the server is away (retryable), has no such stream (kNotFound) or denies reading;
  /// pause, then call again, nothing is skipped. Creating the consumer may take up to 5 s more than
  /// `timeout`. `position()` of the message is its place in the stream.
  base::Result<Message> Next(std::chrono::milliseconds timeout);

  /// True when everything that matched at the time of the last message, or of the consumer's
  /// creation, has been returned. False before the first Next(); Next() with a timeout of 0 detects
  /// an empty stream without waiting.
  bool CaughtUp() const { return consumer_exists_ && pending_ == 0; }
  /// Sequence of the last message returned; 0 before the first.
  std::uint64_t last_sequence() const { return last_sequence_; }

 private:
  base::Result<void> CreateConsumer();
  std::string ConsumerJson() const;
  /// Creates the consumer and asks it for messages, where that is not done yet.
  base::Result<void> Prepare();
  /// False if it is not the next message of this consumer.
  bool Accept(const Message& message);
  void LoseConsumer() { consumer_exists_ = false; }

  JetStream& jetstream_;
  const ReadOptions options_;
  PullRequests requests_;
  std::string consumer_;         ///< Name of the present consumer, or the last attempted one.
  std::uint64_t consumers_ = 0;  ///< Consumers created or attempted.
  bool consumer_exists_ = false;
  std::uint64_t pending_ = 0;
  std::uint64_t last_sequence_ = 0;
  std::uint64_t next_consumer_sequence_ = 1;
};

}  // namespace pipeline::nats
