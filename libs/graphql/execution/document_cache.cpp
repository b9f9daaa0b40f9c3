#include "libs/graphql/execution/document_cache.hpp"

#include <utility>

namespace pipeline::graphql {
namespace {

// A selection of one letter and its separator take some 200 bytes in the tree.
constexpr std::size_t kTreeBytesPerByte = 100;
constexpr std::size_t kEntryBytes = 1024;

std::size_t Cost(const Executable& executable) {
  return kEntryBytes + executable.source->Body().size() * kTreeBytesPerByte;
}

}  // namespace

std::shared_ptr<const Executable> DocumentCache::Find(std::string_view text) {
  const std::scoped_lock lock(mutex_);
  const auto found = by_text_.find(text);
  if (found == by_text_.end()) {
    return nullptr;
  }
  documents_.splice(documents_.begin(), documents_, found->second);
  return documents_.front();
}

void DocumentCache::Add(std::shared_ptr<const Executable> executable) {
  const std::size_t cost = Cost(*executable);
  if (cost > limits_.bytes || limits_.documents == 0) {
    return;
  }
  const std::scoped_lock lock(mutex_);
  if (by_text_.contains(executable->source->Body())) {
    return;
  }
  while (documents_.size() >= limits_.documents || bytes_ + cost > limits_.bytes) {
    DropLast();
  }
  documents_.push_front(std::move(executable));
  by_text_.emplace(documents_.front()->source->Body(), documents_.begin());
  bytes_ += cost;
}

void DocumentCache::DropLast() {
  bytes_ -= Cost(*documents_.back());
  by_text_.erase(documents_.back()->source->Body());
  documents_.pop_back();
}

}  // namespace pipeline::graphql
