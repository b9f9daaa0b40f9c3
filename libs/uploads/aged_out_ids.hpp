#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace pipeline::uploads {

/// Remembers that upload ids were once known, and which revision of the bucket each led to, in 16
/// bytes each, up to `capacity` of them, the latest. May take an id for another one (once in 2^64
/// by chance), never forgets one early. Not thread-safe.
class AgedOutIds {
 public:
  explicit AgedOutIds(std::size_t capacity) : capacity_(capacity) {}

  /// `revision` 0: not known.
  void Add(std::string_view upload_id, std::uint64_t revision);
  /// The revision that was added with the id. Linear in what is remembered: 150,000 take 0.1 ms.
  std::optional<std::uint64_t> Find(std::string_view upload_id) const;

 private:
  struct Upload {
    std::uint64_t hash;
    std::uint64_t revision;
  };

  const std::size_t capacity_;
  std::size_t next_ = 0;
  std::vector<Upload> uploads_;
};

}  // namespace pipeline::uploads
