#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "libs/graphql/execution/executable.hpp"

namespace pipeline::graphql {

struct CacheLimits {
  std::size_t documents = 1000;
  std::size_t bytes = std::size_t{32} << 20;  ///< Estimated, of the texts and their trees.
};

/// The documents that were executed last, by their text, so that a client's usual few are parsed
/// and validated once. Only valid ones are kept. Any number of threads may use it at once.
class DocumentCache {
 public:
  explicit DocumentCache(CacheLimits limits) : limits_(limits) {}

  /// Null where it is not known.
  std::shared_ptr<const Executable> Find(std::string_view text);

  /// Drops those used longest ago to make place; does nothing where there can be none.
  void Add(std::shared_ptr<const Executable> executable);

 private:
  using Documents = std::list<std::shared_ptr<const Executable>>;

  void DropLast();

  const CacheLimits limits_;
  std::mutex mutex_;
  Documents documents_;  ///< The last used first.
  std::unordered_map<std::string_view, Documents::iterator> by_text_;
  std::size_t bytes_ = 0;
};

}  // namespace pipeline::graphql
