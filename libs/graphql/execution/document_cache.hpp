#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string_view>

#include "common/base/lru_cache.hpp"
#include "libs/graphql/execution/executable.hpp"

namespace pipeline::graphql {

struct CacheLimits {
  std::size_t documents = 1000;
  std::size_t bytes = std::size_t{32} << 20;  ///< Estimated, of the texts and their trees.
};

/// Valid documents by their text, so that the few of a client are parsed and validated once. Drops
/// those used longest ago. Any number of threads may use it at once.
class DocumentCache {
 public:
  explicit DocumentCache(const CacheLimits& limits);

  /// Null if absent.
  std::shared_ptr<const Executable> Find(std::string_view text);

  /// Does nothing if the document alone exceeds the limits.
  void Add(std::shared_ptr<const Executable> executable);

 private:
  const std::size_t min_cost_;
  std::mutex mutex_;
  base::LruCache<std::shared_ptr<const Executable>> documents_;
};

}  // namespace pipeline::graphql
