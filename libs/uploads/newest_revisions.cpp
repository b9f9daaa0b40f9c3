#include "libs/uploads/newest_revisions.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "common/contract/sheet_key.hpp"

namespace pipeline::uploads {

void NewestRevisions::Add(const Revision& revision,
                          const contract::Origin& origin,
                          const std::string& filename) {
  Newest& newest = by_key_[revision.key];
  if (newest.sequence > 0 && newest.origin >= origin) return;
  newest = {origin, filename, revision.sequence, revision.time_ns};
  if (by_key_.size() > 2 * capacity_) Shrink();
}

std::optional<Revision> NewestRevisions::NewerThan(const UploadRecord& record) const {
  if (record.filename.empty()) return std::nullopt;
  for (const std::string& key : {contract::KeyOf(record.sender, record.filename),
                                 contract::AlternativeKeyOf(record.sender, record.filename)}) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) continue;
    const Newest& newest = found->second;
    const bool same_file = newest.filename.empty() || newest.filename == record.filename;
    if (same_file && newest.origin > record.origin) {
      return Revision{key, newest.sequence, newest.time_ns};
    }
  }
  return std::nullopt;
}

void NewestRevisions::Shrink() {
  std::vector<contract::Origin> origins;
  origins.reserve(by_key_.size());
  for (const auto& [key, newest] : by_key_) origins.push_back(newest.origin);
  const auto oldest_kept = origins.end() - static_cast<std::ptrdiff_t>(capacity_);
  std::nth_element(origins.begin(), oldest_kept, origins.end());
  std::erase_if(by_key_, [&](const auto& entry) { return entry.second.origin < *oldest_kept; });
}

}  // namespace pipeline::uploads
