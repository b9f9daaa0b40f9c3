#include "common/index/upload_watch.hpp"

#include <algorithm>
#include <utility>

namespace pipeline::index {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Superseded and skipped are ends that no message tells, so they are asked for.
constexpr milliseconds kAskAgain{500};
constexpr milliseconds kSafety{5000};

milliseconds Pause(const UploadState& state, steady_clock::time_point deadline) {
  const bool silent = MayBeSkipped(state.record) || MayBeSuperseded(state.record);
  const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
  return std::clamp(left, milliseconds(0), silent ? kAskAgain : kSafety);
}

}  // namespace

UploadWatch::UploadWatch(UploadIndex& index, std::string upload_id)
    : index_(index), upload_id_(std::move(upload_id)), signal_(std::make_shared<UploadSignal>()) {
  index_.signals().Add(upload_id_, signal_);
}

UploadWatch::~UploadWatch() { index_.signals().Remove(upload_id_, signal_); }

tl::expected<std::optional<UploadState>, Missing> UploadWatch::Next(
    steady_clock::time_point deadline) {
  if (told_ && told_->ended()) return std::nullopt;
  while (signal_->Wait(told_ ? Pause(*told_, deadline) : milliseconds(0))) {
    auto state = index_.Find(upload_id_);
    if (!state) return tl::make_unexpected(state.error());
    if (!told_ || *state != *told_) {
      told_ = *state;
      return std::move(*state);
    }
    if (steady_clock::now() >= deadline) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace pipeline::index
