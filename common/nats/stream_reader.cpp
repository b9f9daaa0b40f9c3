#include "common/nats/stream_reader.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "common/base/json.hpp"
#include "common/base/time.hpp"

namespace pipeline::nats {
namespace {

using base::ErrorCode;
using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::int64_t kBatch = 512;
constexpr std::int64_t kMaxBytes = 16LL * 1024 * 1024;
constexpr std::int64_t kHeaderAllowance = 64LL * 1024;
constexpr milliseconds kExpires{10'000};
constexpr milliseconds kHeartbeat{1'000};
// The server removes the consumer when nobody has pulled for so long.
constexpr milliseconds kInactive{30'000};
constexpr std::string_view kHeartbeatStatus = "100";

}  // namespace

StreamReader::StreamReader(JetStream& jetstream, ReadOptions options)
    : jetstream_(jetstream),
      options_(std::move(options)),
      inbox_(jetstream.requests().connection().NewInbox()) {}

StreamReader::~StreamReader() {
  Connection& connection = jetstream_.requests().connection();
  if (consumer_.empty() || !connection.IsConnected()) return;
  // Nobody waits for the answer: the server removes it after kInactive as well.
  (void)connection.Publish(
      "$JS.API.CONSUMER.DELETE." + options_.stream + "." + consumer_, {}, {}, {});
}

std::string StreamReader::ConsumerJson() const {
  json config = {{"name", consumer_},
                 {"ack_policy", "none"},
                 {"replay_policy", "instant"},
                 {"max_deliver", 1},
                 {"mem_storage", true},
                 {"num_replicas", 1},
                 {"headers_only", options_.headers_only},
                 {"inactive_threshold", kInactive.count() * base::kNsPerMs}};
  if (!options_.filter.empty()) config["filter_subject"] = options_.filter;
  if (!options_.filters.empty()) config["filter_subjects"] = options_.filters;
  if (last_sequence_ > 0) {
    config["deliver_policy"] = "by_start_sequence";
    config["opt_start_seq"] = last_sequence_ + 1;
  } else if (options_.last_per_subject) {
    config["deliver_policy"] = "last_per_subject";
    if (options_.filter.empty()) config["filter_subject"] = ">";
  } else if (options_.start_time_ns > 0) {
    config["deliver_policy"] = "by_start_time";
    config["opt_start_time"] = base::FormatTime(options_.start_time_ns);
  } else {
    config["deliver_policy"] = "by_start_sequence";
    config["opt_start_seq"] = std::max<std::uint64_t>(1, options_.start_sequence);
  }
  return base::JsonText(json{{"stream_name", options_.stream}, {"config", config}});
}

base::Result<void> StreamReader::MakeConsumer() {
  if (!subscription_) {
    auto subscription = jetstream_.requests().connection().Subscribe(inbox_ + ".*");
    if (!subscription) return tl::make_unexpected(std::move(subscription).error());
    subscription_ = std::move(*subscription);
  }
  // A new one each time: what still comes from the one before is known by its name.
  consumer_ = inbox_.substr(inbox_.rfind('.') + 1) + "-" + std::to_string(++consumers_);
  // By its name in the subject, which permissions can tell from the names of durables; without it
  // whoever may create a consumer may change every other of the stream.
  const auto made =
      jetstream_.Api("CONSUMER.CREATE." + options_.stream + "." + consumer_, ConsumerJson());
  if (!made) return tl::make_unexpected(made.error());
  // A server that does not know the field has left it out, and would send all of the stream.
  if (!options_.filters.empty() && !made->contains(json::json_pointer("/config/filter_subjects"))) {
    return base::Fail(ErrorCode::kInvalidConfiguration,
                      "reading several subjects at a time needs nats-server 2.10 or later");
  }
  pending_ = made->value("num_pending", std::uint64_t{0});
  next_consumer_sequence_ = 1;
  made_ = true;
  asked_ = false;
  return {};
}

base::Result<void> StreamReader::Ask() {
  Connection& connection = jetstream_.requests().connection();
  const json request = {
      {"batch", kBatch},
      {"max_bytes", std::max(kMaxBytes, connection.MaxPayload() + kHeaderAllowance)},
      {"expires", kExpires.count() * base::kNsPerMs},
      {"idle_heartbeat", kHeartbeat.count() * base::kNsPerMs}};
  ++generation_;
  auto sent = connection.Publish("$JS.API.CONSUMER.MSG.NEXT." + options_.stream + "." + consumer_,
                                 inbox_ + "." + std::to_string(generation_),
                                 {},
                                 base::JsonText(request));
  if (!sent) return sent;
  asked_ = true;
  requested_ = kBatch;
  last_heard_ = steady_clock::now();
  return {};
}

base::Result<void> StreamReader::Prepare() {
  if (!made_) {
    auto made = MakeConsumer();
    if (!made) return made;
  }
  return asked_ ? base::Result<void>() : Ask();
}

bool StreamReader::IsStatus(const Message& message) const {
  // A stream's message has its own subject, whatever headers it carries.
  return message.subject().starts_with(inbox_);
}

void StreamReader::HandleStatus(const Message& message) {
  // What still comes for an earlier request must not hide that this one is lost.
  if (message.subject() != inbox_ + "." + std::to_string(generation_)) return;
  last_heard_ = steady_clock::now();
  if (message.status() == kHeartbeatStatus) return;
  asked_ = false;
  const std::string_view description = message.headers().Get("Description");
  const bool ended_normally = message.status() == "404" || message.status() == "408" ||
                              description.find("MaxBytes") != std::string_view::npos ||
                              description.find("Batch Completed") != std::string_view::npos;
  if (!ended_normally) Lose();
}

bool StreamReader::Accept(const Message& message) {
  const auto position = message.position();
  // Of the consumer before this one, still under way when it was made again.
  if (!position || position->consumer != consumer_) return false;
  last_heard_ = steady_clock::now();
  if (position->consumer_sequence != next_consumer_sequence_) {
    Lose();
    return false;
  }
  ++next_consumer_sequence_;
  last_sequence_ = position->sequence;
  pending_ = position->pending;
  if (--requested_ <= 0) asked_ = false;
  return true;
}

base::Result<Message> StreamReader::Next(milliseconds timeout) {
  const auto deadline = steady_clock::now() + timeout;
  while (true) {
    auto prepared = Prepare();
    if (!prepared) return tl::make_unexpected(std::move(prepared).error());
    const auto wait =
        std::chrono::ceil<milliseconds>(std::min(deadline, SilentAt()) - steady_clock::now());
    auto message = subscription_->Next(std::max(wait, milliseconds(1)));
    if (message && IsStatus(*message)) {
      HandleStatus(*message);
    } else if (message && Accept(*message)) {
      return message;
    } else if (!message) {
      const auto now = steady_clock::now();
      // Silence counts only when nothing is queued: a slow caller is not a lost consumer.
      if (message.error().code != ErrorCode::kTimeout || now >= SilentAt()) Lose();
      if (now >= deadline) return tl::make_unexpected(std::move(message).error());
    }
  }
}

}  // namespace pipeline::nats
