#include "libs/uploads/aged_out_ids.hpp"

#include <algorithm>
#include <functional>

namespace pipeline::uploads {
namespace {

std::uint64_t HashOf(std::string_view text) { return std::hash<std::string_view>()(text); }

}  // namespace

void AgedOutIds::Add(std::string_view upload_id, std::uint64_t revision) {
  if (capacity_ == 0) return;
  const Upload upload{HashOf(upload_id), revision};
  if (uploads_.size() < capacity_) {
    uploads_.push_back(upload);
    return;
  }
  uploads_[next_] = upload;
  next_ = (next_ + 1) % capacity_;
}

std::optional<std::uint64_t> AgedOutIds::Find(std::string_view upload_id) const {
  const auto found =
      std::find_if(uploads_.begin(), uploads_.end(), [hash = HashOf(upload_id)](const Upload& one) {
        return one.hash == hash;
      });
  return found == uploads_.end() ? std::nullopt : std::make_optional(found->revision);
}

}  // namespace pipeline::uploads
