#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace pipeline::base {

/// Values by a text key, bounded by a sum of costs: the value used longest ago is forgotten first.
/// With the cost 1, which is the default, the bound is a number of entries. Not thread-safe.
template <typename Value>
class LruCache {
 public:
  explicit LruCache(std::size_t max_cost) : max_cost_(max_cost) {}
  LruCache(const LruCache&) = delete;
  LruCache& operator=(const LruCache&) = delete;

  /// Null if absent. Counts as a use. Valid until the next Put() or Erase().
  Value* Find(std::string_view key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &entries_.front().value;
  }

  /// Adds or replaces. Nothing is kept under `key` if `cost` alone is above the bound.
  void Put(std::string_view key, Value value, std::size_t cost = 1) {
    Erase(key);
    if (cost > max_cost_) return;
    while (cost_ > max_cost_ - cost) Erase(entries_.back().key);
    entries_.push_front({std::string(key), std::move(value), cost});
    by_key_.emplace(entries_.front().key, entries_.begin());
    cost_ += cost;
  }

  void Erase(std::string_view key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return;
    const auto entry = found->second;
    cost_ -= entry->cost;
    by_key_.erase(found);
    entries_.erase(entry);
  }

  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::string key;
    Value value;
    std::size_t cost;
  };
  using Entries = std::list<Entry>;

  const std::size_t max_cost_;
  std::size_t cost_ = 0;
  Entries entries_;                                                          ///< Last used first.
  std::unordered_map<std::string_view, typename Entries::iterator> by_key_;  ///< Views of entries_.
};

}  // namespace pipeline::base
