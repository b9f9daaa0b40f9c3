#include "common/pipeline/pull_loop.hpp"

#include <algorithm>
#include <utility>

#include "common/base/log.hpp"

namespace pipeline {
namespace {

using base::ErrorCode;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPoll{50};
// Before the next request, after the server ended one early (consumer deleted, leadership change).
constexpr milliseconds kPauseAfterRefusal{500};

}  // namespace

PullLoop::PullLoop(nats::Connection& connection,
                   service::Readiness& readiness,
                   InFlight& in_flight,
                   PullOptions options)
    : connection_(connection),
      readiness_(readiness),
      in_flight_(in_flight),
      options_(std::move(options)),
      requests_(connection, options_.stream) {}

base::Result<void> PullLoop::Run(const Handler& handler, const std::stop_token& stop) {
  auto subscribed = requests_.Subscribe();
  if (!subscribed) return subscribed;
  readiness_.ExpectHeartbeats();
  last_progress_ = not_before_ = steady_clock::now();
  while (!stop.stop_requested()) {
    if (reconnected_.exchange(false)) requests_.Forget();
    AskForMore();
    auto message = requests_.Next(kPoll);
    if (message) {
      Receive(std::move(*message), handler);
    } else if (message.error().code != ErrorCode::kTimeout) {
      PauseAfterRefusal(message.error().message);  // Consumer deleted, or without a leader.
    }
    if (requests_.Silent()) requests_.Forget();
    if (steady_clock::now() - last_progress_ >= options_.ack_wait / 6) {
      last_progress_ = steady_clock::now();
      KeepInProgress();
    }
  }
  HandBackQueued();
  return {};
}

bool PullLoop::MayAsk(std::int64_t outstanding) const {
  if (readiness_.Waiting() || !connection_.IsConnected()) return false;
  if (steady_clock::now() < not_before_) return false;
  // Ask half a batch before the last request is used up, so that the round trip is hidden.
  if (outstanding > options_.batch / 2) return false;
  return static_cast<std::int64_t>(in_flight_.messages()) + outstanding < options_.messages &&
         static_cast<std::int64_t>(in_flight_.bytes()) < options_.bytes / 2;
}

void PullLoop::AskForMore() {
  const std::int64_t outstanding = requests_.outstanding();
  if (!MayAsk(outstanding)) return;
  const std::int64_t free =
      options_.messages - static_cast<std::int64_t>(in_flight_.messages()) - outstanding;
  const auto asked =
      requests_.Ask(options_.durable, {std::min(options_.batch, free), options_.bytes / 2});
  if (!asked) not_before_ = steady_clock::now() + kPauseAfterRefusal;
}

void PullLoop::Receive(nats::Message message, const Handler& handler) {
  using Received = nats::PullRequests::Received;
  switch (requests_.Receive(message)) {
    case Received::kMessage:
      break;
    case Received::kHeartbeat:
    case Received::kExpired:
      return readiness_.Touch();
    case Received::kFilled:
    case Received::kStray:
      return;
    case Received::kRefused:
      return PauseAfterRefusal(std::string(message.headers().Get("Description")));
  }
  readiness_.Touch();
  requests_.CountMessage();
  last_refusal_.clear();
  auto position = message.position();
  if (!position) {
    base::LogWarning("ignoring a message without an acknowledgement subject");
    return;
  }
  handler(Delivery(in_flight_, std::move(message), std::move(*position)));
}

void PullLoop::PauseAfterRefusal(const std::string& reason) {
  requests_.Forget();
  not_before_ = steady_clock::now() + kPauseAfterRefusal;
  if (reason != last_refusal_) base::LogWarning("consumer {}: {}", options_.durable, reason);
  last_refusal_ = reason;
}

void PullLoop::HandBackQueued() {
  while (true) {
    auto message = requests_.Next(milliseconds(1));
    if (!message) return;
    if (requests_.Receive(*message) != nats::PullRequests::Received::kMessage) continue;
    auto position = message->position();
    if (position) Delivery(in_flight_, std::move(*message), std::move(*position)).HandBack();
  }
}

}  // namespace pipeline
