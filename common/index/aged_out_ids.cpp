#include "common/index/aged_out_ids.hpp"

#include <algorithm>
#include <functional>

namespace pipeline::index {
namespace {

std::uint64_t HashOf(std::string_view text) { return std::hash<std::string_view>()(text); }

}  // namespace

void AgedOutIds::Add(std::string_view upload_id) {
  if (capacity_ == 0) return;
  if (hashes_.size() < capacity_) {
    hashes_.push_back(HashOf(upload_id));
    return;
  }
  hashes_[next_] = HashOf(upload_id);
  next_ = (next_ + 1) % capacity_;
}

bool AgedOutIds::Contains(std::string_view upload_id) const {
  return std::find(hashes_.begin(), hashes_.end(), HashOf(upload_id)) != hashes_.end();
}

}  // namespace pipeline::index
