#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"

namespace pipeline::nats {

struct ReadOptions {
  std::string stream = {};
  std::string filter = {};  ///< A subject, wildcards allowed; empty: all of the stream.
  /// Subjects that do not overlap, instead of one; needs nats-server 2.10, an earlier one is told
  /// as kInvalidConfiguration.
  std::vector<std::string> filters = {};
  bool headers_only = false;  ///< Bodies stay on the server.
  /// Begin with the last message of each subject, then all that is new. Where the consumer is lost
  /// during that beginning, what follows may hold messages that are not their subject's last.
  bool last_per_subject = false;
  std::uint64_t start_sequence = 1;  ///< Unless last_per_subject or start_time_ns.
  std::int64_t start_time_ns = 0;    ///< Begin at this time, unless 0 or last_per_subject.
};

/// Reads a stream in order, each message once, with nothing acknowledged: an ephemeral pull
/// consumer that is made again from the message after the last one seen whenever it is lost (a
/// restarted server, silence of 2.5 s, a gap). One thread at a time; the JetStream outlives it.
class StreamReader {
 public:
  StreamReader(JetStream& jetstream, ReadOptions options);
  ~StreamReader();
  StreamReader(const StreamReader&) = delete;
  StreamReader& operator=(const StreamReader&) = delete;

  /// The next message. kTimeout: none within `timeout`. Other errors come at once, also before
  /// `timeout`: the server is away (retryable), has no such stream (kNotFound) or denies reading;
  /// pause, then call again, nothing is skipped. Making the consumer may take up to 5 s more than
  /// `timeout`. `position()` of the message says where it stands.
  base::Result<Message> Next(std::chrono::milliseconds timeout);

  /// Whether all that matched when the last message was sent, or when the consumer was made, has
  /// been handed out. False before the first Next(); Next() with a timeout of 0 tells of an empty
  /// stream without waiting.
  bool CaughtUp() const { return made_ && pending_ == 0; }
  /// Of the last message handed out; 0 before the first.
  std::uint64_t last_sequence() const { return last_sequence_; }

 private:
  static constexpr std::chrono::milliseconds kSilence{2'500};

  base::Result<void> MakeConsumer();
  base::Result<void> Ask();
  std::string ConsumerJson() const;
  /// Makes and asks what is not made or asked.
  base::Result<void> Prepare();
  /// Until when a heartbeat or a message must come.
  std::chrono::steady_clock::time_point SilentAt() const { return last_heard_ + kSilence; }
  bool IsStatus(const Message& message) const;
  void HandleStatus(const Message& message);
  /// False for what is not the next message of this consumer.
  bool Accept(const Message& message);
  void Lose() { made_ = false; }

  JetStream& jetstream_;
  const ReadOptions options_;
  const std::string inbox_;
  std::unique_ptr<Subscription> subscription_;
  std::string consumer_;
  std::uint64_t consumers_ = 0;  ///< That were made or tried.
  bool made_ = false;
  bool asked_ = false;
  std::uint64_t generation_ = 0;
  std::uint64_t pending_ = 0;
  std::uint64_t last_sequence_ = 0;
  std::uint64_t next_consumer_sequence_ = 1;
  std::int64_t requested_ = 0;  ///< Messages that the outstanding request may still bring.
  std::chrono::steady_clock::time_point last_heard_;
};

}  // namespace pipeline::nats
