#include "common/nats/pull_requests.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "common/base/json.hpp"
#include "common/base/numbers.hpp"
#include "common/base/time.hpp"

namespace pipeline::nats {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kExpires{10'000};
constexpr milliseconds kHeartbeat{1'000};
// A request must be able to bring one message of the server's largest size with its headers:
// otherwise the server ends it with "MaxBytes" again and again.
constexpr std::int64_t kHeaderAllowance = 64LL * 1024;

}  // namespace

PullRequests::PullRequests(Connection& connection, std::string stream)
    : connection_(connection), stream_(std::move(stream)), inbox_(connection.NewInbox()) {}

base::Result<void> PullRequests::Subscribe() {
  if (subscription_) return {};
  auto subscription = connection_.Subscribe(inbox_ + ".*");
  if (!subscription) return tl::make_unexpected(std::move(subscription).error());
  subscription_ = std::move(*subscription);
  return {};
}

base::Result<void> PullRequests::Ask(const std::string& consumer, const Size& size) {
  const nlohmann::json request = {
      {"batch", size.messages},
      {"max_bytes", std::max(size.bytes, connection_.MaxPayload() + kHeaderAllowance)},
      {"expires", kExpires.count() * base::kNsPerMs},
      {"idle_heartbeat", kHeartbeat.count() * base::kNsPerMs}};
  const std::uint64_t id = next_id_++;
  auto sent = connection_.Publish("$JS.API.CONSUMER.MSG.NEXT." + stream_ + "." + consumer,
                                  inbox_ + "." + std::to_string(id),
                                  {},
                                  base::JsonText(request));
  if (!sent) return sent;
  if (open_.empty()) last_heard_ = steady_clock::now();
  open_.push_back({id, size.messages});
  return {};
}

base::Result<Message> PullRequests::Next(milliseconds timeout) {
  return subscription_->Next(timeout);
}

PullRequests::Received PullRequests::Receive(const Message& message) {
  // A message of the stream has its own subject, whatever headers it carries.
  if (!message.subject().starts_with(inbox_)) return Received::kMessage;
  const std::string_view token = message.subject().substr(inbox_.size() + 1);
  const std::uint64_t id = base::ParseNumber<std::uint64_t>(token).value_or(0);
  const auto request =
      std::find_if(open_.begin(), open_.end(), [id](const Request& open) { return open.id == id; });
  // The end or heartbeat of an earlier request must not hide that the open ones are lost.
  if (request == open_.end()) return Received::kStray;
  last_heard_ = steady_clock::now();
  const std::string_view status = message.status();
  if (status == "100") return Received::kHeartbeat;
  open_.erase(request);
  if (status == "404" || status == "408") return Received::kExpired;
  const std::string_view description = message.headers().Get("Description");
  const bool filled = description.find("MaxBytes") != std::string_view::npos ||
                      description.find("Batch Completed") != std::string_view::npos;
  return filled ? Received::kFilled : Received::kRefused;
}

void PullRequests::CountMessage() {
  last_heard_ = steady_clock::now();
  if (!open_.empty() && --open_.front().messages == 0) open_.pop_front();
}

std::int64_t PullRequests::outstanding() const {
  std::int64_t messages = 0;
  for (const Request& request : open_) messages += request.messages;
  return messages;
}

bool PullRequests::Silent() const { return !open_.empty() && steady_clock::now() > silent_at(); }

void PullRequests::Forget() { open_.clear(); }

}  // namespace pipeline::nats
