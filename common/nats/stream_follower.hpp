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

/// What STREAM.INFO says of a stream.
struct StreamSummary {
  std::string created;  ///< Tells a stream from another one of the same name.
  std::uint64_t messages = 0;
  std::uint64_t subjects = 0;
  std::uint64_t first_sequence = 0;
  std::uint64_t last_sequence = 0;
  std::int64_t first_time_ns = 0;  ///< 0 where it holds nothing.
};

base::Result<StreamSummary> ReadStreamSummary(nats::JetStream& jetstream,
                                              const std::string& stream);

/// Reads the headers of a stream's messages, in order, each once, from a start on and for ever. A
/// stream that is not there (yet, or any more) is waited for; one that was made anew is read from
/// its start. Delivers on its own thread. The JetStream outlives it. Its other functions are
/// thread-safe.
class StreamFollower {
 public:
  using Deliver = std::function<void(const nats::Message&, const nats::Position&)>;
  /// Sets where to start. Called once the stream is there; may wait, as long as no stop is
  /// requested.
  using Start =
      std::function<void(const StreamSummary&, const std::stop_token&, nats::ReadOptions*)>;

  /// Called on the same thread when what was delivered no longer counts: the stream is gone, or
  /// another one of its name has taken its place.
  using Gone = std::function<void()>;

  /// Asked from time to time, on the same thread, while nothing new comes: true where the stream is
  /// to be read anew, from Start on, after Gone.
  using Again = std::function<bool(const StreamSummary&)>;

  StreamFollower(nats::JetStream& jetstream,
                 std::string stream,
                 Start start,
                 Deliver deliver,
                 Gone gone = {},
                 Again again = {});
  ~StreamFollower();
  StreamFollower(const StreamFollower&) = delete;
  StreamFollower& operator=(const StreamFollower&) = delete;

  /// The reader's requests were lost with the old connection: a new one takes over at once, not
  /// only when the silence is noticed.
  void OnReconnected();

  /// True from when everything that the stream held at the start was delivered, or there was no
  /// stream.
  bool CaughtUp() const;
  /// The same of now: false again from a reconnect, a failure to read or the end of the stream on,
  /// until everything that was stored meanwhile has been delivered too.
  bool UpToDate() const;
  bool WaitUntilCaughtUp(const std::stop_token& stop);
  /// Waits until everything that the stream held at `then` has been delivered. False where that
  /// takes longer than `timeout`. Never from Deliver.
  bool Reaches(const StreamSummary& then, std::chrono::milliseconds timeout);

  const std::string& stream() const { return stream_; }

 private:
  void Run(const std::stop_token& stop);
  /// Until the stream is gone or another one.
  void Follow(const StreamSummary& summary, const std::stop_token& stop);
  /// False when the stream is no longer the one that the summary is of, or is to be read anew.
  bool ReadOne(nats::StreamReader& reader,
               const StreamSummary& summary,
               const std::stop_token& stop);
  base::Result<StreamSummary> Look();
  bool IsStill(const std::string& created);
  void Advance(std::uint64_t sequence, bool caught_up);
  void Outdate();
  void Complain(const base::Error& error);

  nats::JetStream& jetstream_;
  const std::string stream_;
  const Start start_;
  const Deliver deliver_;
  const Gone gone_;
  const Again again_;

  std::atomic<bool> renew_{false};

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::string followed_;        ///< StreamSummary::created of the one that is followed.
  std::uint64_t position_ = 0;  ///< Everything up to here was delivered.
  bool caught_up_ = false;
  bool up_to_date_ = false;

  // Of the thread alone.
  bool started_ = false;
  std::chrono::steady_clock::time_point identity_checked_;
  std::string last_complaint_;
  std::jthread thread_;
};

}  // namespace pipeline::nats
