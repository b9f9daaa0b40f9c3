#include "libs/uploads/upload_signals.hpp"

#include <utility>

namespace pipeline::uploads {

void UploadSignal::Raise(const std::string& upload_id) {
  const std::lock_guard lock(mutex_);
  raised_.insert(upload_id);
  changed_.notify_all();
}

void UploadSignal::Stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_all();
}

std::optional<UploadSignal::Ids> UploadSignal::Wait(std::chrono::milliseconds at_most) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, at_most, [this] { return !raised_.empty() || stopped_; });
  if (stopped_) return std::nullopt;
  return std::exchange(raised_, {});
}

UploadSignals::~UploadSignals() {
  for (const auto& [id, signal] : by_id_) signal->Stop();
}

void UploadSignals::Add(const std::string& upload_id, const std::shared_ptr<UploadSignal>& signal) {
  const std::lock_guard lock(mutex_);
  by_id_.emplace(upload_id, signal);
}

void UploadSignals::Remove(const std::string& upload_id,
                           const std::shared_ptr<UploadSignal>& signal) {
  const std::lock_guard lock(mutex_);
  const auto [begin, end] = by_id_.equal_range(upload_id);
  for (auto entry = begin; entry != end; ++entry) {
    if (entry->second != signal) continue;
    by_id_.erase(entry);
    return;
  }
}

void UploadSignals::Raise(const std::string& upload_id) {
  const std::lock_guard lock(mutex_);
  const auto [begin, end] = by_id_.equal_range(upload_id);
  for (auto entry = begin; entry != end; ++entry) entry->second->Raise(upload_id);
}

}  // namespace pipeline::uploads
