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

// A stop is noticed within this time.
constexpr milliseconds kNextTimeout{200};
// Interval of the check that an idle stream is still the same one.
constexpr milliseconds kIdentityCheck{2000};

}  // namespace

base::Result<StreamSummary> ReadStreamSummary(JetStream& jetstream, const std::string& stream) {
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

StreamFollower::StreamFollower(JetStream& jetstream, Options options)
    : jetstream_(jetstream),
      options_(std::move(options)),
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
      if (!stop.stop_requested() && options_.on_reset) options_.on_reset();
    }
    base::SleepFor(backoff.Next(), stop);
  }
}

base::Result<StreamSummary> StreamFollower::Look() {
  auto summary = ReadStreamSummary(jetstream_, options_.stream);
  if (summary) return summary;
  if (summary.error().code == ErrorCode::kNotFound) {
    renew_.store(false);
    Advance(0, true);  // There is nothing to read.
    started_ = true;   // A stream that appears later is read from its first message.
  } else {
    LogOnce(summary.error());
  }
  return summary;
}

void StreamFollower::Follow(const StreamSummary& summary, const std::stop_token& stop) {
  ReadOptions read{.stream = options_.stream, .filter = {}, .headers_only = true};
  if (!started_) options_.start(summary, stop, &read);
  started_ = true;
  identity_checked_ = steady_clock::now();
  {
    const std::lock_guard lock(mutex_);
    position_ = 0;  // Not the position in an earlier stream of this name.
    followed_ = summary.created;
    changed_.notify_all();
  }
  auto reader = std::make_unique<StreamReader>(jetstream_, read);
  while (!stop.stop_requested() && ReadOne(*reader, summary, stop)) {
    if (!renew_.exchange(false)) continue;
    if (reader->last_sequence() > 0) {
      read.start_time_ns = 0;
      read.last_per_subject = false;
      read.start_sequence = reader->last_sequence() + 1;
    }
    reader = std::make_unique<StreamReader>(jetstream_, read);
  }
}

bool StreamFollower::ReadOne(StreamReader& reader,
                             const StreamSummary& summary,
                             const std::stop_token& stop) {
  const auto message = reader.Next(kNextTimeout);
  if (message) {
    const auto position = message->position();
    if (!position) return true;
    options_.deliver(*message, *position);
    Advance(position->sequence, reader.CaughtUp());
    return true;
  }
  if (message.error().code == ErrorCode::kNotFound) return false;
  if (message.error().code != ErrorCode::kTimeout) {
    Outdate();
    LogOnce(message.error());
    base::SleepFor(kNextTimeout, stop);
    return true;
  }
  if (reader.CaughtUp()) {
    // Messages deleted at the end of the stream are never delivered, so the end is reached without
    // them.
    Advance(reader.last_sequence() == 0 ? summary.last_sequence : 0, true);
  }
  if (steady_clock::now() - identity_checked_ < kIdentityCheck) return true;
  identity_checked_ = steady_clock::now();
  return IsStill(summary.created);
}

// To its reader, a stream that was deleted and created again within moments looks like a lost
// consumer.
bool StreamFollower::IsStill(const std::string& created) {
  const auto summary = ReadStreamSummary(jetstream_, options_.stream);
  if (!summary) return true;
  if (summary->created != created) return false;
  if (!options_.should_restart || !options_.should_restart(*summary)) return true;
  started_ = false;
  return false;
}

void StreamFollower::Advance(std::uint64_t sequence, bool caught_up) {
  const std::lock_guard lock(mutex_);
  position_ = std::max(position_, sequence);
  caught_up_ = caught_up_ || caught_up;
  // A reader from before the reconnect does not count.
  up_to_date_ = (up_to_date_ || caught_up) && !renew_.load();
  changed_.notify_all();
}

void StreamFollower::Outdate() {
  const std::lock_guard lock(mutex_);
  up_to_date_ = false;
}

void StreamFollower::LogOnce(const base::Error& error) {
  if (error.message != last_logged_) {
    base::LogWarning("cannot read stream {}: {}", options_.stream, error.message);
  }
  last_logged_ = error.message;
}

}  // namespace pipeline::nats
