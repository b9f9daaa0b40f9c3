#include "common/nats/requests.hpp"

#include <future>
#include <utility>
#include <vector>

#include "common/base/backoff.hpp"
#include "common/base/numbers.hpp"

namespace pipeline::nats {

using base::Error;
using base::ErrorCode;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

// A timeout is noticed up to this much late.
constexpr milliseconds kDeadlineResolution{100};

}  // namespace

base::Result<std::unique_ptr<Requests>> Requests::Create(Connection& connection,
                                                         ConnectionEvents events) {
  std::unique_ptr<Requests> requests(new Requests(connection));
  auto subscription = connection.Subscribe(
      requests->inbox_ + ".*",
      [target = requests.get()](Message message) { target->OnAnswer(std::move(message)); });
  if (!subscription) return tl::make_unexpected(std::move(subscription).error());
  requests->subscription_ = std::move(*subscription);
  events.disconnected = [target = requests.get(), next = std::move(events.disconnected)] {
    target->FailAll({ErrorCode::kUnavailable, "the connection to NATS was lost", true});
    if (next) next();
  };
  events.publish_denied = [target = requests.get(),
                           next = std::move(events.publish_denied)](std::string_view subject) {
    target->OnDenied(subject);
    if (next) next(subject);
  };
  connection.SetEvents(std::move(events));
  return requests;
}

Requests::Requests(Connection& connection)
    : connection_(connection),
      inbox_(connection.NewInbox()),
      deadline_thread_([this](const std::stop_token& stop) { WatchDeadlines(stop); }) {}

Requests::~Requests() {
  connection_.ClearEvents();
  deadline_thread_.request_stop();
  deadline_thread_.join();
  subscription_.reset();
  Cancel();
}

void Requests::Cancel() { FailAll({ErrorCode::kUnavailable, "stopped", true}); }

void Requests::Send(const Outgoing& request, milliseconds timeout, Callback callback) {
  // While disconnected, nats.c would buffer the request and send it on reconnect, long after the
  // caller got its error.
  if (!connection_.IsConnected()) {
    callback(base::Fail(ErrorCode::kUnavailable, "not connected to NATS", true));
    return;
  }
  std::uint64_t id = 0;
  {
    const std::lock_guard lock(mutex_);
    id = next_id_++;
    pending_.emplace(id,
                     Pending{request.subject, steady_clock::now() + timeout, std::move(callback)});
  }
  auto sent = connection_.Publish(
      request.subject, inbox_ + "." + std::to_string(id), request.headers, request.body.view());
  if (!sent) FailWhere([id](const auto& entry) { return entry.first == id; }, sent.error());
}

base::Result<Message> Requests::Call(const Outgoing& request, milliseconds timeout) {
  auto promise = std::make_shared<std::promise<base::Result<Message>>>();
  auto answer = promise->get_future();
  Send(request, timeout, [promise](base::Result<Message> result) {
    promise->set_value(std::move(result));
  });
  return answer.get();
}

void Requests::OnAnswer(Message message) {
  const std::string_view token = message.subject().substr(inbox_.size() + 1);
  const std::uint64_t id = base::ParseNumber<std::uint64_t>(token).value_or(0);
  PendingMap::node_type found;
  {
    const std::lock_guard lock(mutex_);
    found = pending_.extract(id);
  }
  if (found.empty()) return;  // Already answered with a timeout.
  const Pending& pending = found.mapped();
  if (message.status() == "503") {
    pending.callback(
        base::Fail(ErrorCode::kUnavailable, "nobody answers on " + pending.subject, true));
    return;
  }
  pending.callback(std::move(message));
}

void Requests::OnDenied(std::string_view subject) {
  const std::string denied(subject);
  FailWhere([&](const auto& entry) { return entry.second.subject == denied; },
            {ErrorCode::kPermissionDenied, "NATS denies publishing to " + denied, false});
}

template <typename Predicate>
void Requests::FailWhere(Predicate matches, const Error& error) {
  std::vector<PendingMap::node_type> failed;
  {
    const std::lock_guard lock(mutex_);
    for (auto entry = pending_.begin(); entry != pending_.end();) {
      const auto next = std::next(entry);
      if (matches(*entry)) failed.push_back(pending_.extract(entry));
      entry = next;
    }
  }
  for (auto& node : failed) node.mapped().callback(tl::make_unexpected(error));
}

void Requests::FailAll(const Error& error) {
  FailWhere([](const auto&) { return true; }, error);
}

void Requests::FailExpired() {
  const auto now = steady_clock::now();
  FailWhere([now](const auto& entry) { return entry.second.deadline <= now; },
            {ErrorCode::kTimeout, "no answer in time", true});
}

void Requests::WatchDeadlines(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    base::SleepFor(kDeadlineResolution, stop);
    FailExpired();
  }
}

}  // namespace pipeline::nats
