#include "common/pipeline/pull_loop.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/json.hpp"
#include "common/base/log.hpp"
#include "common/base/time.hpp"

namespace pipeline {
namespace {

using base::ErrorCode;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kExpires{10'000};
constexpr milliseconds kHeartbeat{1'000};
// A server that sends neither message nor heartbeat for this long has lost the request.
constexpr milliseconds kSilence{2'500};
constexpr milliseconds kPoll{50};
// After the server ended a request early (consumer gone, leadership change), before the next.
constexpr milliseconds kPauseAfterConflict{500};
// A request must be able to bring one message of the server's largest size, headers and all.
constexpr std::int64_t kHeaderAllowance = 64LL * 1024;

}  // namespace

PullLoop::PullLoop(nats::Connection& connection,
                   service::Readiness& readiness,
                   InFlight& in_flight,
                   std::string stream,
                   std::string durable,
                   PullLimits limits,
                   Handler handler)
    : connection_(connection),
      readiness_(readiness),
      in_flight_(in_flight),
      stream_(std::move(stream)),
      durable_(std::move(durable)),
      limits_(limits),
      handler_(std::move(handler)),
      inbox_(connection.NewInbox()) {}

base::Result<void> PullLoop::Run(const std::stop_token& stop) {
  auto subscription = connection_.Subscribe(inbox_ + ".*");
  if (!subscription) return tl::make_unexpected(std::move(subscription).error());
  subscription_ = std::move(*subscription);
  readiness_.ExpectHeartbeats();
  last_heard_ = last_progress_ = not_before_ = steady_clock::now();
  while (!stop.stop_requested()) {
    if (reconnected_.exchange(false)) ForgetRequests();
    AskForMore();
    auto message = subscription_->Next(kPoll);
    if (message) {
      Handle(std::move(*message));
    } else if (message.error().code != ErrorCode::kTimeout) {
      PauseAfterConflict(
          message.error().message);  // Nobody serves the consumer: deleted, or no leader.
    }
    CheckSilence();
    if (steady_clock::now() - last_progress_ >= limits_.ack_wait / 6) {
      last_progress_ = steady_clock::now();
      KeepInProgress();
    }
  }
  HandBackQueued();
  return {};
}

std::int64_t PullLoop::Outstanding() const {
  std::int64_t messages = 0;
  for (const Request& request : requests_) messages += request.messages;
  return messages;
}

bool PullLoop::MayAsk(std::int64_t outstanding) const {
  if (readiness_.Waiting() || !connection_.IsConnected()) return false;
  if (steady_clock::now() < not_before_) return false;
  // Half a batch before the end of the last request, so that its round trip is hidden.
  if (outstanding > limits_.batch / 2) return false;
  return static_cast<std::int64_t>(in_flight_.messages()) + outstanding < limits_.messages &&
         static_cast<std::int64_t>(in_flight_.bytes()) < limits_.bytes / 2;
}

void PullLoop::AskForMore() {
  const std::int64_t outstanding = Outstanding();
  if (!MayAsk(outstanding)) return;
  const std::int64_t free =
      limits_.messages - static_cast<std::int64_t>(in_flight_.messages()) - outstanding;
  const std::int64_t batch = std::min(limits_.batch, free);
  const std::int64_t max_bytes =
      std::max(limits_.bytes / 2, connection_.MaxPayload() + kHeaderAllowance);
  const nlohmann::json request = {{"batch", batch},
                                  {"max_bytes", max_bytes},
                                  {"expires", kExpires.count() * base::kNsPerMs},
                                  {"idle_heartbeat", kHeartbeat.count() * base::kNsPerMs}};
  const std::uint64_t id = next_request_++;
  const auto sent = connection_.Publish("$JS.API.CONSUMER.MSG.NEXT." + stream_ + "." + durable_,
                                        inbox_ + "." + std::to_string(id),
                                        {},
                                        base::JsonText(request));
  if (!sent) {
    not_before_ = steady_clock::now() + kPauseAfterConflict;
    return;
  }
  if (requests_.empty()) last_heard_ = steady_clock::now();
  requests_.push_back({id, batch});
}

void PullLoop::Handle(nats::Message message) {
  last_heard_ = steady_clock::now();
  if (!message.status().empty()) {
    HandleStatus(message);
    return;
  }
  readiness_.Touch();
  last_conflict_.clear();
  if (!requests_.empty() && --requests_.front().messages == 0) requests_.pop_front();
  auto position = message.position();
  if (!position) {
    // Somebody published to our inbox; there is nothing to acknowledge.
    base::LogWarning("ignoring a message without an acknowledgement subject");
    return;
  }
  handler_(Delivery(in_flight_, std::move(message), std::move(*position)));
}

void PullLoop::HandleStatus(const nats::Message& message) {
  const std::string_view status = message.status();
  if (status == "100") {
    readiness_.Touch();
    return;
  }
  const std::string_view token = message.subject().substr(inbox_.size() + 1);
  std::uint64_t id = 0;
  std::from_chars(token.data(), token.data() + token.size(), id);
  std::erase_if(requests_, [id](const Request& request) { return request.id == id; });
  if (status == "404" || status == "408") {  // Nothing more for now: the request has run out.
    readiness_.Touch();
    return;
  }
  const std::string description(message.headers().Get("Description"));
  // The request was full, by bytes or by messages: its normal end.
  if (description.find("MaxBytes") != std::string::npos) return;
  if (description.find("Batch Completed") != std::string::npos) return;
  PauseAfterConflict(description);
}

void PullLoop::PauseAfterConflict(const std::string& reason) {
  ForgetRequests();
  not_before_ = steady_clock::now() + kPauseAfterConflict;
  if (reason != last_conflict_) base::LogWarning("consumer {}: {}", durable_, reason);
  last_conflict_ = reason;
}

void PullLoop::ForgetRequests() {
  requests_.clear();
  last_heard_ = steady_clock::now();
}

void PullLoop::CheckSilence() {
  if (!requests_.empty() && steady_clock::now() - last_heard_ > kSilence) ForgetRequests();
}

void PullLoop::HandBackQueued() {
  while (true) {
    auto message = subscription_->Next(milliseconds(1));
    if (!message) return;
    if (!message->status().empty()) continue;
    auto position = message->position();
    if (position) Delivery(in_flight_, std::move(*message), std::move(*position)).HandBack();
  }
}

}  // namespace pipeline
