#include "common/nats/stream_follower.hpp"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/backoff.hpp"
#include "common/base/log.hpp"
#include "common/base/time.hpp"

namespace pipeline::nats {

using base::ErrorCode;
using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

// How long a stop may go unnoticed.
constexpr milliseconds kNextTimeout{200};
// How often an idle stream is asked whether it is still the same one.
constexpr milliseconds kIdentityCheck{2000};

}  // namespace

base::Result<StreamSummary> ReadStreamSummary(nats::JetStream& jetstream,
                                              const std::string& stream) {
  const auto info = jetstream.Api("STREAM.INFO." + stream, "");
  if (!info) return tl::make_unexpected(info.error());
  const json state = info->value("state", json::object());
  StreamSummary summary;
  summary.created = info->value("created", "");
  summary.messages = state.value("messages", std::uint64_t{0});
  summary.subjects = state.value("num_subjects", std::uint64_t{0});
  summary.first_sequence = state.value("first_seq", std::uint64_t{0});
  summary.last_sequence = state.value("last_seq", std::uint64_t{0});
  if (summary.messages > 0) {
    summary.first_time_ns = base::ParseTime(state.value("first_ts", "")).value_or(0);
  }
  return summary;
}

StreamFollower::StreamFollower(nats::JetStream& jetstream,
                               std::string stream,
                               Start start,
                               Deliver deliver,
                               Gone gone,
                               Again again)
    : jetstream_(jetstream),
      stream_(std::move(stream)),
      start_(std::move(start)),
      deliver_(std::move(deliver)),
      gone_(std::move(gone)),
      again_(std::move(again)),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

StreamFollower::~StreamFollower() {
  thread_.request_stop();
  thread_.join();
}

void StreamFollower::OnReconnected() {
  renew_.store(true);
  Outdate();
}

bool StreamFollower::UpToDate() const {
  const std::lock_guard lock(mutex_);
  return up_to_date_;
}

bool StreamFollower::CaughtUp() const {
  const std::lock_guard lock(mutex_);
  return caught_up_;
}

bool StreamFollower::WaitUntilCaughtUp(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  return changed_.wait(lock, stop, [this] { return caught_up_; });
}

bool StreamFollower::Reaches(const StreamSummary& then, milliseconds timeout) {
  const std::uint64_t wanted = then.messages > 0 ? then.last_sequence : 0;
  std::unique_lock lock(mutex_);
  return changed_.wait_for(
      lock, timeout, [&] { return followed_ == then.created && position_ >= wanted; });
}

void StreamFollower::Run(const std::stop_token& stop) {
  base::Backoff backoff(milliseconds(100), milliseconds(1000));
  while (!stop.stop_requested()) {
    const auto summary = Look();
    if (summary) {
      backoff.Reset();
      Follow(*summary, stop);
      if (!stop.stop_requested()) Outdate();
      if (!stop.stop_requested() && gone_) gone_();
    }
    base::SleepFor(backoff.Next(), stop);
  }
}

base::Result<StreamSummary> StreamFollower::Look() {
  auto summary = ReadStreamSummary(jetstream_, stream_);
  if (summary) return summary;
  if (summary.error().code == ErrorCode::kNotFound) {
    renew_.store(false);
    Advance(0, true);  // There is nothing to catch up with.
    started_ = true;   // Whatever comes after nothing is read from its beginning.
  } else {
    Complain(summary.error());
  }
  return summary;
}

void StreamFollower::Follow(const StreamSummary& summary, const std::stop_token& stop) {
  nats::ReadOptions options{.stream = stream_, .filter = {}, .headers_only = true};
  if (!started_) start_(summary, stop, &options);
  started_ = true;
  identity_checked_ = steady_clock::now();
  {
    const std::lock_guard lock(mutex_);
    position_ = 0;  // Also after an earlier stream of this name.
    followed_ = summary.created;
    changed_.notify_all();
  }
  auto reader = std::make_unique<nats::StreamReader>(jetstream_, options);
  while (!stop.stop_requested() && ReadOne(*reader, summary, stop)) {
    if (!renew_.exchange(false)) continue;
    if (reader->last_sequence() > 0) {
      options.start_time_ns = 0;
      options.last_per_subject = false;
      options.start_sequence = reader->last_sequence() + 1;
    }
    reader = std::make_unique<nats::StreamReader>(jetstream_, options);
  }
}

bool StreamFollower::ReadOne(nats::StreamReader& reader,
                             const StreamSummary& summary,
                             const std::stop_token& stop) {
  const auto message = reader.Next(kNextTimeout);
  if (message) {
    const auto position = message->position();
    if (!position) return true;
    deliver_(*message, *position);
    Advance(position->sequence, reader.CaughtUp());
    return true;
  }
  if (message.error().code == ErrorCode::kNotFound) return false;
  if (message.error().code != ErrorCode::kTimeout) {
    Outdate();
    Complain(message.error());
    base::SleepFor(kNextTimeout, stop);
    return true;
  }
  if (reader.CaughtUp()) {
    // Messages that were deleted at the end are never delivered, so it is reached without them.
    Advance(reader.last_sequence() == 0 ? summary.last_sequence : 0, true);
  }
  if (steady_clock::now() - identity_checked_ < kIdentityCheck) return true;
  identity_checked_ = steady_clock::now();
  return IsStill(summary.created);
}

// A stream that was deleted and made again within moments looks like a lost consumer to its
// reader.
bool StreamFollower::IsStill(const std::string& created) {
  const auto summary = ReadStreamSummary(jetstream_, stream_);
  if (!summary) return true;
  if (summary->created != created) return false;
  if (!again_ || !again_(*summary)) return true;
  started_ = false;
  return false;
}

void StreamFollower::Advance(std::uint64_t sequence, bool caught_up) {
  const std::lock_guard lock(mutex_);
  position_ = std::max(position_, sequence);
  caught_up_ = caught_up_ || caught_up;
  // What a reader says that was made before the reconnect does not count.
  up_to_date_ = (up_to_date_ || caught_up) && !renew_.load();
  changed_.notify_all();
}

void StreamFollower::Outdate() {
  const std::lock_guard lock(mutex_);
  up_to_date_ = false;
}

void StreamFollower::Complain(const base::Error& error) {
  if (error.message != last_complaint_) {
    base::LogWarning("the upload index cannot read {}: {}", stream_, error.message);
  }
  last_complaint_ = error.message;
}

}  // namespace pipeline::nats
