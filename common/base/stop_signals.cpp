#include "common/base/stop_signals.hpp"

#include <pthread.h>

#include <csignal>
#include <utility>

namespace pipeline::base {
namespace {

sigset_t Signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

StopSignals::StopSignals(std::stop_source stop, std::function<void(std::string_view)> received)
    : stop_(std::move(stop)), received_(std::move(received)) {
  const sigset_t signals = Signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  thread_ = std::jthread([this](const std::stop_token& end) { Wait(end); });
}

StopSignals::~StopSignals() {
  thread_.request_stop();
  // To that thread alone: it wakes from sigwait and finds that it is to end.
  pthread_kill(thread_.native_handle(), SIGINT);
}

void StopSignals::Wait(const std::stop_token& end) {
  const sigset_t signals = Signals();
  while (true) {
    int signal = 0;
    const bool failed = sigwait(&signals, &signal) != 0;
    if (end.stop_requested()) return;
    if (failed) continue;
    if (received_) received_(signal == SIGTERM ? "SIGTERM" : "SIGINT");
    stop_.request_stop();
  }
}

}  // namespace pipeline::base
