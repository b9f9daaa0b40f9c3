#include "services/safe-inputs/readiness_watch.hpp"

#include <chrono>
#include <string>

#include "common/base/backoff.hpp"
#include "common/contract/topology.hpp"
#include "common/nats/stream_follower.hpp"

namespace pipeline::safe_inputs {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr const char* kStreamWait = "raw stream";
constexpr milliseconds kPause{50};
constexpr milliseconds kStreamPause{2000};

void LookAtIndex(const uploads::UploadIndex& index, service::Readiness& readiness) {
  const std::string reason = index.NotReady();
  if (reason.empty()) {
    readiness.Resume(kIndexWait);
  } else {
    readiness.Wait(kIndexWait, reason);
  }
}

void LookAtStream(service::Runtime& runtime) {
  const auto answer = nats::ReadStreamSummary(runtime.jetstream(), contract::kRawStream);
  if (answer) {
    runtime.readiness().Resume(kStreamWait);
  } else if (runtime.connection().IsConnected()) {
    // The connection reports its own loss.
    runtime.readiness().Wait(kStreamWait, answer.error().message);
  }
}

}  // namespace

void WatchReadiness(const uploads::UploadIndex& index, service::Runtime& runtime) {
  auto next_look = steady_clock::now();
  while (!runtime.stop_token().stop_requested()) {
    LookAtIndex(index, runtime.readiness());
    if (steady_clock::now() >= next_look) {
      LookAtStream(runtime);
      next_look = steady_clock::now() + kStreamPause;
    }
    base::SleepFor(kPause, runtime.stop_token());
  }
}

}  // namespace pipeline::safe_inputs
