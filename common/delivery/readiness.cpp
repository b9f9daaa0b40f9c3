#include "common/delivery/readiness.hpp"

#include <spdlog/spdlog.h>

namespace pipeline::delivery {
namespace {

constexpr std::chrono::seconds kSilence{5};

}  // namespace

void Readiness::Wait(const std::string& source, const std::string& reason) {
  const std::lock_guard lock(mutex_);
  const bool first = waits_.insert_or_assign(source, reason).second;
  waiting_.store(true);
  if (first) spdlog::warn("waiting: {}: {}", source, reason);
}

void Readiness::Resume(const std::string& source) {
  const std::lock_guard lock(mutex_);
  if (waits_.erase(source) > 0) spdlog::info("no longer waiting: {}", source);
  waiting_.store(!waits_.empty());
}

void Readiness::Touch() {
  const std::lock_guard lock(mutex_);
  last_touch_ = std::chrono::steady_clock::now();
}

void Readiness::ExpectHeartbeats() {
  const std::lock_guard lock(mutex_);
  heartbeats_expected_ = true;
}

std::string Readiness::NotReady() const {
  const std::lock_guard lock(mutex_);
  std::string reasons;
  for (const auto& [source, reason] : waits_) {
    reasons += (reasons.empty() ? "" : "; ") + source + ": " + reason;
  }
  if (!reasons.empty()) return reasons;
  if (heartbeats_expected_ && std::chrono::steady_clock::now() - last_touch_ > kSilence) {
    return "its consumer: no message or heartbeat for 5 s";
  }
  return {};
}

}  // namespace pipeline::delivery
