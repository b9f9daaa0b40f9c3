#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "services/kv-writer/last_revision.hpp"

namespace pipeline::kv_writer {

/// What the writer last saw of each key; the least recently used key is forgotten first. It may be
/// out of date, since other replicas write too: only the server's compare-and-set decides. Bounded
/// by keys. Thread-safe.
class RevisionCache {
 public:
  explicit RevisionCache(std::size_t max_keys) : max_keys_(max_keys) {}

  std::optional<LastRevision> Get(const std::string& key);
  void Put(const std::string& key, LastRevision last);
  void Forget(const std::string& key);

 private:
  using Entries = std::list<std::pair<std::string, LastRevision>>;

  const std::size_t max_keys_;
  std::mutex mutex_;
  Entries entries_;                                                 ///< Most recently used first.
  std::unordered_map<std::string_view, Entries::iterator> by_key_;  ///< Views into entries_.
};

}  // namespace pipeline::kv_writer
