#include "services/kv-reader/stop_signals.hpp"

#include <pthread.h>

#include <csignal>
#include <ctime>

namespace pipeline::kv_reader {
namespace {

constexpr timespec kPoll{0, 50'000'000};

sigset_t Signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

StopSignals::StopSignals() {
  const sigset_t signals = Signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  thread_ = std::jthread([this](const std::stop_token& end) { Wait(end); });
}

void StopSignals::Wait(const std::stop_token& end) {
  const sigset_t signals = Signals();
  while (!end.stop_requested()) {
    if (sigtimedwait(&signals, nullptr, &kPoll) > 0) stop_.request_stop();
  }
}

}  // namespace pipeline::kv_reader
