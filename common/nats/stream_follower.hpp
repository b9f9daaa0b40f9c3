#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/message.hpp"
#include "common/nats/stream_reader.hpp"

namespace pipeline::nats {

/// The state of a stream, from STREAM.INFO.
struct StreamSummary {
  std::string created;  ///< Differs between two streams of one name.
  std::uint64_t messages = 0;
  std::uint64_t subjects = 0;
  std::uint64_t first_sequence = 0;
  std::uint64_t last_sequence = 0;
  std::int64_t first_time_ns = 0;  ///< 0 for an empty stream.
};

base::Result<StreamSummary> ReadStreamSummary(JetStream& jetstream, const std::string& stream);

/// Reads the headers of a stream's messages, in order, each once, from a chosen start and without
/// end. Waits for a stream that does not exist (yet, or any more); a stream that was created again
/// is read from its start. Delivers on its own thread. The JetStream outlives it. The other
/// functions are thread-safe.
class StreamFollower {
 public:
  using Start = std::function<void(const StreamSummary&, const std::stop_token&, ReadOptions*)>;

  /// Callbacks run on the follower's thread.
  struct Options {
    std::string stream;
    /// Sets where to start. Called once the stream exists; may wait, as long as no stop is
    /// requested.
    Start start;
    std::function<void(const Message&, const Position&)> deliver;
    /// Called when the delivered messages no longer count: the stream is gone, another one of its
    /// name has taken its place, or it is restarted.
    std::function<void()> on_reset = {};
    /// Polled while the stream is idle. Return true to restart from start(); on_reset() is called
    /// first.
    std::function<bool(const StreamSummary&)> should_restart = {};
  };

  StreamFollower(JetStream& jetstream, Options options);
  ~StreamFollower();
  StreamFollower(const StreamFollower&) = delete;
  StreamFollower& operator=(const StreamFollower&) = delete;

  /// Reads on with a new consumer at once: the reader's requests were lost with the old connection,
  /// which it would notice only by the silence.
  void OnReconnected();

  /// True once everything that the stream held at the start has been delivered, or there was no
  /// stream.
  bool CaughtUp() const;
  /// Like CaughtUp(), but false again after a reconnect, a failure to read or the end of the
  /// stream, until everything stored in the meantime has been delivered too.
  bool UpToDate() const;
  bool WaitUntilCaughtUp(const std::stop_token& stop);
  /// Waits until everything that the stream held at `then` has been delivered. False if that takes
  /// longer than `timeout`. Never from deliver().
  bool Reaches(const StreamSummary& then, std::chrono::milliseconds timeout);

  const std::string& stream() const { return options_.stream; }

 private:
  void Run(const std::stop_token& stop);
  /// Reads until the stream is gone, replaced or to be restarted.
  void Follow(const StreamSummary& summary, const std::stop_token& stop);
  /// False when the stream is no longer the one of `summary`, or is to be restarted.
  bool ReadOne(StreamReader& reader, const StreamSummary& summary, const std::stop_token& stop);
  base::Result<StreamSummary> Look();
  bool IsStill(const std::string& created);
  void Advance(std::uint64_t sequence, bool caught_up);
  void Outdate();
  void LogOnce(const base::Error& error);

  JetStream& jetstream_;
  const Options options_;

  std::atomic<bool> renew_{false};

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::string followed_;        ///< StreamSummary::created of the followed stream.
  std::uint64_t position_ = 0;  ///< Everything up to here was delivered.
  bool caught_up_ = false;
  bool up_to_date_ = false;

  // Used by the thread alone.
  bool started_ = false;
  std::chrono::steady_clock::time_point identity_checked_;
  std::string last_logged_;
  std::jthread thread_;
};

}  // namespace pipeline::nats
