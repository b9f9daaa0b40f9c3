#include "libs/uploads/upload_watch.hpp"

#include <algorithm>
#include <utility>

namespace pipeline::uploads {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// No message reports the ends superseded and skipped, so the index is queried for them.
constexpr milliseconds kQueryPause{500};
constexpr milliseconds kSafetyPause{5000};
// wait_for() counts from now: time_point::max() would overflow.
constexpr milliseconds kLongest{60'000};

milliseconds Pause(const UploadState& state) {
  return MayBeSkipped(state.record) || MayBeSuperseded(state.record) ? kQueryPause : kSafetyPause;
}

milliseconds Until(steady_clock::time_point when) {
  const auto now = steady_clock::now();
  if (when <= now) return milliseconds(0);
  return std::chrono::ceil<milliseconds>(std::min(when, now + kLongest) - now);
}

}  // namespace

UploadWatch::UploadWatch(UploadIndex& index, const std::vector<std::string>& upload_ids)
    : index_(index), changed_(std::make_shared<ChangedUploads>()) {
  for (const std::string& id : upload_ids) {
    if (followed_.try_emplace(id).second) index_.changes().Subscribe(id, changed_);
  }
}

UploadWatch::~UploadWatch() {
  for (const auto& [id, followed] : followed_) index_.changes().Unsubscribe(id, changed_);
}

std::optional<UploadUpdate> UploadWatch::Next(steady_clock::time_point deadline) {
  auto wait = milliseconds(0);
  while (!followed_.empty()) {
    const auto changed = changed_->Wait(wait);
    if (!changed) return std::nullopt;
    for (const std::string& id : *changed) {
      const auto followed = followed_.find(id);
      if (followed != followed_.end()) followed->second.query_at = steady_clock::time_point::min();
    }
    if (auto update = QueryDue()) return update;
    if (steady_clock::now() >= deadline) return std::nullopt;
    wait = Until(std::min(deadline, NextDue()));
  }
  return std::nullopt;
}

std::optional<UploadUpdate> UploadWatch::QueryDue() {
  const auto now = steady_clock::now();
  for (const auto& [id, followed] : followed_) {
    if (followed.query_at > now) continue;
    // Query() erases an upload that has ended: the loop must end here.
    if (auto update = Query(id)) return update;
  }
  return std::nullopt;
}

std::optional<UploadUpdate> UploadWatch::Query(const std::string& upload_id) {
  const auto at = followed_.find(upload_id);
  Followed& followed = at->second;
  UploadUpdate update{upload_id, index_.Find(upload_id)};
  const auto& state = update.state;
  const bool building = !state && state.error() == Missing::kBuilding;
  followed.query_at = steady_clock::now() + (state ? Pause(*state) : kQueryPause);
  if (state && followed.reported == *state) return std::nullopt;
  if (state) followed.reported = *state;
  if (building || (state && !state->ended())) return update;
  index_.changes().Unsubscribe(upload_id, changed_);
  followed_.erase(at);
  return update;
}

steady_clock::time_point UploadWatch::NextDue() const {
  auto due = steady_clock::time_point::max();
  for (const auto& [id, followed] : followed_) due = std::min(due, followed.query_at);
  return due;
}

}  // namespace pipeline::uploads
