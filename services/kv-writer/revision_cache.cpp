#include "services/kv-writer/revision_cache.hpp"

namespace pipeline::kv_writer {

std::optional<LastRevision> RevisionCache::Get(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->second;
}

void RevisionCache::Put(const std::string& key, LastRevision last) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found != by_key_.end()) {
    found->second->second = std::move(last);
    entries_.splice(entries_.begin(), entries_, found->second);
    return;
  }
  entries_.emplace_front(key, std::move(last));
  by_key_.emplace(entries_.front().first, entries_.begin());
  if (entries_.size() <= max_keys_) return;
  by_key_.erase(entries_.back().first);
  entries_.pop_back();
}

void RevisionCache::Forget(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return;
  const auto entry = found->second;
  by_key_.erase(found);
  entries_.erase(entry);
}

}  // namespace pipeline::kv_writer
