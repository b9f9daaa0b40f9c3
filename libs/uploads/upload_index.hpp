#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "common/nats/connection.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/stream_follower.hpp"
#include "libs/uploads/consumer_progress.hpp"
#include "libs/uploads/upload_signals.hpp"
#include "libs/uploads/upload_state.hpp"
#include "libs/uploads/upload_table.hpp"

namespace pipeline::uploads {

struct UploadIndexOptions {
  std::size_t uploads = 10'000;  ///< How many are kept, the last ones.
  std::string bucket = "safeInputsFiles";
};

/// Why an upload cannot be told of.
enum class Missing {
  kUnknown,   ///< No such upload was accepted, as far as the raw stream is remembered.
  kAgedOut,   ///< It was, but later than it only the last uploads are kept.
  kBuilding,  ///< Ask again: the streams are still being read.
};

/// What became of the last uploads. There is no progress protocol: it follows the pipeline's own
/// streams and the bucket (headers only) and is rebuilt from them at every start, so it needs no
/// storage and any number of processes may have one. JetStream itself cannot look a message up by a
/// header. Takes a thread a stream (six) and about 1 KB an upload. Thread-safe. The connection and
/// the JetStream outlive it.
class UploadIndex {
 public:
  /// Begins to read at once; see NotReady(). `connection` is the JetStream's.
  UploadIndex(nats::Connection& connection, nats::JetStream& jetstream, UploadIndexOptions options);

  /// Of the newest acceptance under this id. Asks the server where messages alone do not tell the
  /// end (superseded, skipped), and waits up to a second for the index to see an upload that the
  /// raw stream has accepted already. Where the server does not answer, what is not known to have
  /// ended is pending.
  tl::expected<UploadState, Missing> Find(const std::string& upload_id);

  /// What messages alone have said of it, without asking anybody; nothing where it is not kept.
  std::optional<UploadRecord> Peek(const std::string& upload_id) const { return Look(upload_id); }

  /// The revision that the bucket stored of an upload that has aged out; nothing where it was not
  /// seen.
  std::optional<std::uint64_t> RevisionOfAgedOut(std::string_view upload_id) const;

  /// The newest `count` acceptances, older than `before` where it is given: as Find() tells them.
  /// An id that was accepted again stands there more than once. kBuilding alone.
  tl::expected<std::vector<UploadState>, Missing> Newest(
      std::size_t count, const std::optional<contract::Origin>& before);

  /// Raised after each message of an upload.
  UploadSignals& signals() { return signals_; }

  /// Empty once the streams have been read; else what is still being read.
  std::string NotReady() const;

  /// Call after each reconnect: reading goes on at once, and not only when the silence is noticed.
  void OnReconnected();

 private:
  std::unique_ptr<nats::StreamFollower> Follow(const std::string& stream,
                                               EventKind kind,
                                               std::string subject_prefix,
                                               nats::StreamFollower::Start start);
  std::uint64_t FirstRawSequence(const nats::StreamSummary& summary) const;
  std::int64_t TimeBehindRaw(const std::stop_token& stop) const;
  std::optional<UploadRecord> Look(const std::string& upload_id) const;
  bool SeesWholeRawStream();
  Evidence Gather(const UploadRecord& record);

  nats::Connection& connection_;
  nats::JetStream& jetstream_;
  const UploadIndexOptions options_;
  mutable std::mutex mutex_;
  UploadTable table_;
  UploadSignals signals_;
  // The followers deliver into the table, so they go first.
  std::unique_ptr<nats::StreamFollower> raw_;
  std::unique_ptr<nats::StreamFollower> extracted_;
  std::unique_ptr<nats::StreamFollower> uppercased_;
  std::unique_ptr<nats::StreamFollower> receipts_;
  std::unique_ptr<nats::StreamFollower> dead_letters_;
  std::unique_ptr<nats::StreamFollower> bucket_;
  std::unique_ptr<ConsumerProgress> extract_progress_;
  std::unique_ptr<ConsumerProgress> bucket_progress_;
};

}  // namespace pipeline::uploads
