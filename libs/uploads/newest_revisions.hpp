#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "common/contract/provenance.hpp"
#include "libs/uploads/upload_record.hpp"

namespace pipeline::uploads {

/// The newest revision seen of each key, to tell which uploads found a newer one there. Keeps at
/// most `capacity` keys, those with the newest. Not thread-safe.
class NewestRevisions {
 public:
  explicit NewestRevisions(std::size_t capacity) : capacity_(capacity) {}

  /// `filename` is empty where another tool wrote it.
  void Add(const Revision& revision, const contract::Origin& origin, const std::string& filename);

  /// The revision of this upload's file, under either of its keys, that is newer than the upload.
  std::optional<Revision> NewerThan(const UploadRecord& record) const;

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

}  // namespace pipeline::uploads
