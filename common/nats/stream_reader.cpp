#include "common/nats/stream_reader.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/json.hpp"
#include "common/base/time.hpp"

namespace pipeline::nats {
namespace {

using base::ErrorCode;
using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr PullRequests::Size kRequest{.messages = 512, .bytes = 16LL * 1024 * 1024};
// The server deletes the consumer after this time without a pull request.
constexpr milliseconds kInactive{30'000};

}  // namespace

StreamReader::StreamReader(JetStream& jetstream, ReadOptions options)
    : jetstream_(jetstream),
      options_(std::move(options)),
      requests_(jetstream.requests().connection(), options_.stream) {}

StreamReader::~StreamReader() {
  Connection& connection = jetstream_.requests().connection();
  if (consumer_.empty() || !connection.IsConnected()) return;
  // Nobody waits for the answer: without it the server deletes the consumer after kInactive.
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

base::Result<void> StreamReader::CreateConsumer() {
  auto subscribed = requests_.Subscribe();
  if (!subscribed) return subscribed;
  // A new name each time, by which messages of the previous consumer are recognised. It is also
  // part of the subject, so that permissions can tell it from durables: otherwise a user that may
  // create a consumer may change every other consumer of the stream.
  const std::string& inbox = requests_.inbox();
  consumer_ = inbox.substr(inbox.rfind('.') + 1) + "-" + std::to_string(++consumers_);
  const auto created =
      jetstream_.Api("CONSUMER.CREATE." + options_.stream + "." + consumer_, ConsumerJson());
  if (!created) return tl::make_unexpected(created.error());
  // A server that does not know the field leaves it out and would send the whole stream.
  if (!options_.filters.empty() &&
      !created->contains(json::json_pointer("/config/filter_subjects"))) {
    return base::Fail(ErrorCode::kInvalidConfiguration,
                      "reading several subjects at a time needs nats-server 2.10 or later");
  }
  pending_ = created->value("num_pending", std::uint64_t{0});
  next_consumer_sequence_ = 1;
  consumer_exists_ = true;
  requests_.Forget();
  return {};
}

base::Result<void> StreamReader::Prepare() {
  if (!consumer_exists_) {
    auto created = CreateConsumer();
    if (!created) return created;
  }
  return requests_.outstanding() > 0 ? base::Result<void>() : requests_.Ask(consumer_, kRequest);
}

bool StreamReader::Accept(const Message& message) {
  const auto position = message.position();
  // The previous consumer's messages may still be on their way.
  if (!position || position->consumer != consumer_) return false;
  requests_.CountMessage();
  if (position->consumer_sequence != next_consumer_sequence_) {
    LoseConsumer();
    return false;
  }
  ++next_consumer_sequence_;
  last_sequence_ = position->sequence;
  pending_ = position->pending;
  return true;
}

base::Result<Message> StreamReader::Next(milliseconds timeout) {
  const auto deadline = steady_clock::now() + timeout;
  while (true) {
    auto prepared = Prepare();
    if (!prepared) return tl::make_unexpected(std::move(prepared).error());
    const auto wait = std::chrono::ceil<milliseconds>(std::min(deadline, requests_.silent_at()) -
                                                      steady_clock::now());
    auto message = requests_.Next(std::max(wait, milliseconds(1)));
    if (!message) {
      // Silence counts only when nothing is queued: a slow caller does not lose the consumer.
      if (message.error().code != ErrorCode::kTimeout || requests_.Silent()) LoseConsumer();
      if (steady_clock::now() >= deadline) return message;
      continue;
    }
    const PullRequests::Received received = requests_.Receive(*message);
    if (received == PullRequests::Received::kMessage && Accept(*message)) return message;
    if (received == PullRequests::Received::kRefused) LoseConsumer();
  }
}

}  // namespace pipeline::nats
