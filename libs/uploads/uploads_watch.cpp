#include "libs/uploads/uploads_watch.hpp"

#include <algorithm>
#include <utility>

namespace pipeline::uploads {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Superseded and skipped are ends that no message tells, so they are asked for.
constexpr milliseconds kAskAgain{500};
constexpr milliseconds kSafety{5000};
// wait_for() counts from now: a deadline that never comes would overflow.
constexpr milliseconds kLongest{60'000};

milliseconds Pause(const UploadState& state) {
  return MayBeSkipped(state.record) || MayBeSuperseded(state.record) ? kAskAgain : kSafety;
}

milliseconds Until(steady_clock::time_point when) {
  const auto now = steady_clock::now();
  if (when <= now) return milliseconds(0);
  return std::chrono::ceil<milliseconds>(std::min(when, now + kLongest) - now);
}

}  // namespace

UploadsWatch::UploadsWatch(UploadIndex& index, const std::vector<std::string>& upload_ids)
    : index_(index), signal_(std::make_shared<UploadSignal>()) {
  for (const std::string& id : upload_ids) {
    if (followed_.try_emplace(id).second) index_.signals().Add(id, signal_);
  }
}

UploadsWatch::~UploadsWatch() {
  for (const auto& [id, followed] : followed_) index_.signals().Remove(id, signal_);
}

std::optional<UploadNews> UploadsWatch::Next(steady_clock::time_point deadline) {
  auto wait = milliseconds(0);
  while (!followed_.empty()) {
    const auto raised = signal_->Wait(wait);
    if (!raised) return std::nullopt;
    for (const std::string& id : *raised) {
      const auto followed = followed_.find(id);
      if (followed != followed_.end()) followed->second.ask_at = steady_clock::time_point::min();
    }
    if (auto news = AskThoseDue()) return news;
    if (steady_clock::now() >= deadline) return std::nullopt;
    wait = Until(std::min(deadline, NextDue()));
  }
  return std::nullopt;
}

std::optional<UploadNews> UploadsWatch::AskThoseDue() {
  const auto now = steady_clock::now();
  for (const auto& [id, followed] : followed_) {
    if (followed.ask_at > now) continue;
    // An upload that has ended is followed no more: the loop ends with its news.
    if (auto news = Ask(id)) return news;
  }
  return std::nullopt;
}

std::optional<UploadNews> UploadsWatch::Ask(const std::string& upload_id) {
  const auto at = followed_.find(upload_id);
  Followed& followed = at->second;
  UploadNews news{upload_id, index_.Find(upload_id)};
  const auto& state = news.state;
  const bool building = !state && state.error() == Missing::kBuilding;
  followed.ask_at = steady_clock::now() + (state ? Pause(*state) : kAskAgain);
  if (state && followed.told == *state) return std::nullopt;
  if (state) followed.told = *state;
  if (building || (state && !state->ended())) return news;
  index_.signals().Remove(upload_id, signal_);
  followed_.erase(at);
  return news;
}

steady_clock::time_point UploadsWatch::NextDue() const {
  auto due = steady_clock::time_point::max();
  for (const auto& [id, followed] : followed_) due = std::min(due, followed.ask_at);
  return due;
}

}  // namespace pipeline::uploads
