#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>
#include <vector>

#include "common/nats/connection.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/stream_follower.hpp"
#include "libs/uploads/upload_state.hpp"
#include "libs/uploads/upload_table.hpp"

namespace pipeline::uploads {

struct UploadIndexOptions {
  std::size_t uploads = 10'000;  ///< Number of uploads kept, the newest.
  std::string bucket = "safeInputsFiles";
};

/// The reason why the index has no state of an upload.
enum class Missing {
  kUnknown,   ///< No such upload was accepted, as far back as the raw stream was read.
  kAgedOut,   ///< It was accepted, but newer uploads have evicted it.
  kBuilding,  ///< The streams are still being read; retry.
};

/// Collects the ids of watched uploads that have changed. Bounded by the number of watched ids.
/// Thread-safe.
class ChangedUploads {
 public:
  using Ids = std::set<std::string>;

  void Add(const std::string& upload_id);
  /// Ends every Wait(), for good.
  void Stop();
  /// Waits for a change, at most so long, and takes the ids that have changed since the last call.
  /// Nothing once stopped.
  std::optional<Ids> Wait(std::chrono::milliseconds at_most);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  Ids ids_;
  bool stopped_ = false;
};

/// Notifies each watcher of the changes of its uploads. Its destructor stops the watchers.
/// Thread-safe.
class UploadChanges {
 public:
  ~UploadChanges();

  void Subscribe(const std::string& upload_id, const std::shared_ptr<ChangedUploads>& watcher);
  void Unsubscribe(const std::string& upload_id, const std::shared_ptr<ChangedUploads>& watcher);
  void Notify(const std::string& upload_id);

 private:
  std::mutex mutex_;
  std::unordered_multimap<std::string, std::shared_ptr<ChangedUploads>> by_id_;
};

class ConsumerProgress;

/// The states of the last uploads. There is no progress protocol: the index follows the pipeline's
/// streams and the bucket (headers only) and is rebuilt from them at every start, so it needs no
/// storage and any number of processes may have one. JetStream itself cannot find a message by a
/// header. Needs a thread per stream (six) and about 1 KB per upload. Thread-safe. The connection
/// and the JetStream outlive it.
class UploadIndex {
 public:
  /// Starts to read at once; see NotReady(). `connection` is the JetStream's.
  UploadIndex(nats::Connection& connection, nats::JetStream& jetstream, UploadIndexOptions options);
  ~UploadIndex();
  UploadIndex(const UploadIndex&) = delete;
  UploadIndex& operator=(const UploadIndex&) = delete;

  /// The state of the newest acceptance under this id. Asks the server about the ends that no
  /// message reports (superseded, skipped), and waits up to a second for an upload that the raw
  /// stream has accepted already. Where the server does not answer, an unknown end is pending.
  tl::expected<UploadState, Missing> Find(const std::string& upload_id);

  /// The record from messages alone, without a request; nothing where it is not kept.
  std::optional<UploadRecord> FindRecord(const std::string& upload_id) const;

  /// The bucket's revision of an evicted upload; nothing where it was not seen.
  std::optional<std::uint64_t> RevisionOfEvicted(std::string_view upload_id) const;

  /// The states, as from Find(), of the newest `count` acceptances, only those older than `before`
  /// where it is given. An id that was accepted again is listed more than once. The only error is
  /// kBuilding.
  tl::expected<std::vector<UploadState>, Missing> Newest(
      std::size_t count, const std::optional<contract::Origin>& before);

  /// Notified after each message of an upload.
  UploadChanges& changes() { return changes_; }

  /// Empty once the streams have been read; else the reason for waiting.
  std::string NotReady() const;

  /// Call after each reconnect: reading continues at once, before the silence is noticed.
  void OnReconnected();

 private:
  std::unique_ptr<nats::StreamFollower> Follow(const std::string& stream,
                                               EventKind kind,
                                               std::string subject_prefix,
                                               nats::StreamFollower::Start start);
  std::uint64_t FirstRawSequence(const nats::StreamSummary& summary) const;
  std::int64_t TimeBehindRaw(const std::stop_token& stop) const;
  bool SeesWholeRawStream();
  Evidence Gather(const UploadRecord& record);

  nats::Connection& connection_;
  nats::JetStream& jetstream_;
  const UploadIndexOptions options_;
  mutable std::mutex mutex_;
  UploadTable table_;
  UploadChanges changes_;
  // The followers deliver into the table, so they are destroyed first.
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
