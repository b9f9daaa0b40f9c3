#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/stream_follower.hpp"
#include "libs/files/bucket_revision.hpp"
#include "services/api/data/watchers.hpp"

namespace pipeline::api {

struct CatalogOptions {
  std::string bucket = "safeInputsFiles";
  std::size_t most_keys = 200'000;      ///< Including deleted ones. About 0.6 KB of memory each.
  std::size_t waiting_changes = 1'024;  ///< Queue of one watcher, which is closed when it is full.
};

/// The newest revision of one key.
struct CatalogEntry {
  files::BucketRevision revision;
  std::string earlier_name;  ///< From an earlier revision, where this one has no name.

  /// The original name if any revision had one, else the key.
  const std::string& name() const {
    if (!revision.filename.empty()) return revision.filename;
    return earlier_name.empty() ? revision.key : earlier_name;
  }
  bool deleted() const { return revision.operation != files::Operation::kPut; }
};

struct CatalogPage {
  std::vector<CatalogEntry> entries;
  bool has_next = false;
};

/// The keys of the bucket with the headers of their newest revisions, without values. It follows
/// the bucket's stream, so lists need no request to NATS. Fails with kUnavailable while it may be
/// wrong: while the bucket is being read, while NATS is away, and while there are more keys than it
/// keeps; it reads the bucket again when there are fewer. Keys that are not UTF-8 are omitted.
/// Thread-safe. The JetStream outlives it.
class BucketCatalog {
 public:
  BucketCatalog(nats::JetStream& jetstream, CatalogOptions options);

  /// At most `first` files whose name() begins with `prefix`, by key, after the key `after` (empty:
  /// from the first), without deleted ones. A rare prefix costs a scan of all keys.
  base::Result<CatalogPage> Page(const std::string& prefix,
                                 std::size_t first,
                                 const std::string& after) const;

  /// The file of this name, else the key (files::FindRevision), deleted or not. kNotFound names the
  /// keys that were tried.
  base::Result<CatalogEntry> Find(const std::string& text) const;
  /// kNotFound where there is no such key.
  base::Result<CatalogEntry> At(const std::string& key) const;
  /// The key whose newest revision is of this upload, if there is one. Scans all keys.
  base::Result<std::optional<CatalogEntry>> OfUpload(const std::string& upload_id) const;

  /// Waits until it has seen everything that the bucket holds now. One request to NATS.
  base::Result<void> CatchUp();

  /// Queues every revision from now on, deletions included, of files whose name() begins with
  /// `prefix`.
  std::shared_ptr<WatchQueue<CatalogEntry>> Watch(const std::string& prefix);

  /// Empty when ready; else the reason, for people.
  std::string NotReady() const;

  /// Call after each reconnect.
  void OnReconnected() { follower_->OnReconnected(); }

 private:
  void Deliver(const nats::Message& message);
  /// The new entry; nothing where this revision is already known.
  std::optional<CatalogEntry> Keep(files::BucketRevision revision);
  void Forget();
  /// Whether the keys have become few enough since there were too many.
  bool FitsAgain(const nats::StreamSummary& summary) const;
  base::Result<void> Check() const;

  nats::JetStream& jetstream_;
  const CatalogOptions options_;
  Watchers<CatalogEntry> watchers_;
  mutable std::shared_mutex mutex_;
  std::map<std::string, CatalogEntry> by_key_;
  bool too_many_ = false;
  /// Revisions up to this one are older than any watcher. Used by the follower's thread alone.
  std::uint64_t present_ = 0;
  // Delivers into all of the above, so it is destroyed first.
  std::unique_ptr<nats::StreamFollower> follower_;
};

}  // namespace pipeline::api
