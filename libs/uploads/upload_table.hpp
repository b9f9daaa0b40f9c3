#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/contract/provenance.hpp"
#include "libs/uploads/upload_event.hpp"
#include "libs/uploads/upload_state.hpp"

namespace pipeline::uploads {

/// Remembers the ids of the last `capacity` evicted uploads and their revisions in the bucket, in
/// 16 bytes each. May mistake an unknown id for a known one (by chance, once in 2^64); never
/// forgets one early. Not thread-safe.
class EvictedUploads {
 public:
  explicit EvictedUploads(std::size_t capacity) : capacity_(capacity) {}

  /// `revision` 0: unknown.
  void Add(std::string_view upload_id, std::uint64_t revision);
  /// The revision that was added with the id. A linear search: 0.1 ms for 150,000 ids.
  std::optional<std::uint64_t> Find(std::string_view upload_id) const;

 private:
  struct Evicted {
    std::uint64_t hash;
    std::uint64_t revision;
  };

  const std::size_t capacity_;
  std::size_t next_ = 0;
  std::vector<Evicted> uploads_;
};

/// The newest revision seen of each key, to find uploads that a newer one has superseded. Keeps the
/// `capacity` keys with the newest revisions, or up to twice as many. Not thread-safe.
class NewestRevisions {
 public:
  explicit NewestRevisions(std::size_t capacity) : capacity_(capacity) {}

  /// `filename` is empty on a revision that another tool wrote.
  void Add(const RevisionMark& revision,
           const contract::Origin& origin,
           const std::string& filename);

  /// The revision of this upload's file, under either of its keys, if it is newer than the upload.
  std::optional<RevisionMark> NewerThan(const UploadRecord& record) const;

  std::size_t size() const { return by_key_.size(); }

 private:
  struct Newest {
    contract::Origin origin;
    std::string filename;
    std::uint64_t sequence = 0;
    std::int64_t time_ns = 0;
  };

  void Shrink();

  const std::size_t capacity_;
  std::unordered_map<std::string, Newest> by_key_;
};

/// The records of the last `capacity` uploads, built from the events of their messages. Events of
/// different streams may come in any order and more than once. One Origin is one acceptance; an id
/// that was accepted again means its newest acceptance. Older uploads, 15 times as many, are kept
/// as ids and revisions only. `capacity` alone bounds the memory. Not thread-safe.
class UploadTable {
 public:
  explicit UploadTable(std::size_t capacity);

  void Apply(const UploadEvent& event);

  /// Null for an unknown or evicted upload. Valid until the next Apply().
  const UploadRecord* Find(const std::string& upload_id) const;
  const UploadRecord* Find(const contract::Origin& origin) const;
  /// The newest `count` acceptances, only those older than `before` where it is given.
  std::vector<UploadRecord> Newest(std::size_t count,
                                   const std::optional<contract::Origin>& before) const;
  /// The bucket's revision of an evicted upload; 0 where it had none when it was evicted. Nothing
  /// for an unknown id.
  std::optional<std::uint64_t> FindEvicted(std::string_view upload_id) const {
    return evicted_.Find(upload_id);
  }
  /// See NewestRevisions::NewerThan.
  std::optional<RevisionMark> NewerRevisionThan(const UploadRecord& record) const {
    return newest_.NewerThan(record);
  }

  std::size_t size() const { return by_origin_.size(); }
  std::optional<contract::Origin> oldest() const;

 private:
  UploadRecord* Obtain(const UploadEvent& event);
  void EvictOldest();

  const std::size_t capacity_;
  std::map<contract::Origin, UploadRecord> by_origin_;
  std::unordered_map<std::string, contract::Origin> by_id_;
  EvictedUploads evicted_;
  NewestRevisions newest_;
};

}  // namespace pipeline::uploads
