#include "common/service/readiness.hpp"

#include "common/base/log.hpp"

namespace pipeline::service {
namespace {

constexpr std::chrono::seconds kSilenceOfConsumer{5};

}  // namespace

void Readiness::Start(const std::string& reason) {
  const std::lock_guard lock(mutex_);
  waits_.insert_or_assign(kStarting, Pause{reason});
  waiting_.store(true);
}

void Readiness::Wait(const std::string& source, const std::string& reason) {
  const std::lock_guard lock(mutex_);
  Pause& pause = waits_[source];
  if (!pause.logged) base::LogWarning("waiting: {}: {}", source, reason);
  pause = {reason, true};
  waiting_.store(true);
}

void Readiness::Resume(const std::string& source) {
  const std::lock_guard lock(mutex_);
  const auto found = waits_.find(source);
  if (found == waits_.end()) return;
  if (found->second.logged) base::LogInfo("no longer waiting: {}", source);
  waits_.erase(found);
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
  for (const auto& [source, pause] : waits_) {
    reasons += (reasons.empty() ? "" : "; ") + source + ": " + pause.reason;
  }
  if (!reasons.empty()) return reasons;
  if (heartbeats_expected_ && std::chrono::steady_clock::now() - last_touch_ > kSilenceOfConsumer) {
    return "its consumer: no message or heartbeat for 5 s";
  }
  return {};
}

}  // namespace pipeline::service
