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
  std::size_t most_keys = 200'000;      ///< Deleted ones count. About 0.6 KB of memory each.
  std::size_t waiting_changes = 1'024;  ///< Of one watcher, before it is too slow.
};

/// The newest revision of one key.
struct CatalogEntry {
  files::BucketRevision revision;
  std::string earlier_name;  ///< What a revision before told, where this one tells no name.

  /// The original name, as far as any revision told it; else the key.
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

/// The keys of the bucket with what the headers of their newest revisions tell: no value is read.
/// It follows the bucket's stream, so that lists cost NATS nothing. Where it cannot be right it
/// says so instead (kUnavailable): while the bucket is being read, while NATS is away, and while
/// there are more keys than it keeps. Once they have become few enough it reads the bucket anew. A
/// key that is not UTF-8 is left out. Thread-safe. The JetStream outlives it.
class BucketCatalog {
 public:
  BucketCatalog(nats::JetStream& jetstream, CatalogOptions options);

  /// Files whose name() begins with `prefix`, by key, after the key `after` (empty: from the
  /// first); at most `first`. Deleted ones are left out. A prefix that hardly any name has costs a
  /// look at every key.
  base::Result<CatalogPage> Page(const std::string& prefix,
                                 std::size_t first,
                                 const std::string& after) const;

  /// What `text` means, as files::FindRevision says: a name, then a key. Deleted or not. kNotFound
  /// names the keys that were tried.
  base::Result<CatalogEntry> Find(const std::string& text) const;
  /// kNotFound where there is no such key.
  base::Result<CatalogEntry> At(const std::string& key) const;
  /// The key whose newest revision is of this upload; nothing if none is. Looks at every key.
  base::Result<std::optional<CatalogEntry>> OfUpload(const std::string& upload_id) const;

  /// Waits until it has seen everything that the bucket holds now: one question to NATS. So what
  /// somebody has stored before is found.
  base::Result<void> CatchUp();

  /// Every revision from now on of files whose name() begins with `prefix`, deletions included.
  std::shared_ptr<WatchQueue<CatalogEntry>> Watch(const std::string& prefix);

  /// Empty where it can answer; else why not, for people.
  std::string NotReady() const;

  /// Call after each reconnect.
  void OnReconnected() { follower_->OnReconnected(); }

 private:
  void Deliver(const nats::Message& message);
  /// The entry as it is now; nothing where this is no news.
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
  /// Up to here the bucket was filled before anybody could watch. Of the follower's thread alone.
  std::uint64_t present_ = 0;
  // Delivers into all of the above, so it goes first.
  std::unique_ptr<nats::StreamFollower> follower_;
};

}  // namespace pipeline::api
