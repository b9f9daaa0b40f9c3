#include "libs/graphql/execution/document_cache.hpp"

#include <algorithm>
#include <utility>

namespace pipeline::graphql {
namespace {

// A selection of one letter and its separator take some 200 bytes in the tree.
constexpr std::size_t kTreeBytesPerByte = 100;
constexpr std::size_t kEntryBytes = 1024;

std::size_t BytesOf(const Executable& executable) {
  return kEntryBytes + executable.source->Body().size() * kTreeBytesPerByte;
}

}  // namespace

// The cache is bounded by bytes. With this least cost it never has more than `documents` entries.
DocumentCache::DocumentCache(const CacheLimits& limits)
    : min_cost_(limits.bytes / (limits.documents + 1) + 1), documents_(limits.bytes) {}

std::shared_ptr<const Executable> DocumentCache::Find(std::string_view text) {
  const std::scoped_lock lock(mutex_);
  const auto* found = documents_.Find(text);
  return found == nullptr ? nullptr : *found;
}

void DocumentCache::Add(std::shared_ptr<const Executable> executable) {
  const std::string_view text = executable->source->Body();
  const std::size_t cost = std::max(BytesOf(*executable), min_cost_);
  const std::scoped_lock lock(mutex_);
  documents_.Put(text, std::move(executable), cost);
}

}  // namespace pipeline::graphql
