#include "common/nats/topology.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/base/json.hpp"
#include "common/base/time.hpp"
#include "common/contract/topology.hpp"

namespace pipeline::nats {
namespace {

using nlohmann::json;

// The most that a key-value bucket keeps per key (ADR-8).
constexpr int kBucketHistory = 64;
constexpr std::chrono::milliseconds kBucketDuplicateWindow{120'000};
constexpr int kMaxWaitingPulls = 512;

// Limits of this stream: the operator's choices for all, then those for this one.
struct Limits {
  std::int64_t replicas;
  std::int64_t max_bytes;
  std::chrono::milliseconds max_age;
  std::chrono::milliseconds duplicate_window;
};

Limits LimitsOf(const StreamSpec& spec, const TopologyOptions& options) {
  Limits limits{options.replicas, options.max_bytes, options.max_age, options.duplicate_window};
  if (spec.is_bucket) {
    // It keeps the latest of every key, whatever the age of the streams.
    limits.max_age = std::chrono::milliseconds(0);
    limits.duplicate_window = kBucketDuplicateWindow;
  }
  if (const auto own = options.streams.find(spec.name); own != options.streams.end()) {
    limits.replicas = own->second.replicas.value_or(limits.replicas);
    limits.max_bytes = own->second.max_bytes.value_or(limits.max_bytes);
    limits.max_age = own->second.max_age.value_or(limits.max_age);
    limits.duplicate_window = own->second.duplicate_window.value_or(limits.duplicate_window);
  }
  // The server refuses a window that is longer than the age it keeps messages for.
  if (limits.max_age.count() > 0) {
    limits.duplicate_window = std::min(limits.duplicate_window, limits.max_age);
  }
  return limits;
}

}  // namespace

std::vector<StreamSpec> Topology(const TopologyOptions& options) {
  using namespace contract;
  const auto below = [](const char* stream) { return std::string(stream) + ".>"; };
  return {
      {kRawStream, {kRawStream, below(kRawStream)}, {kRawConsumer}},
      {kExtractedStream, {below(kExtractedStream)}, {kExtractedConsumer}},
      {kUppercasedStream, {below(kUppercasedStream)}, {kBucketConsumer, kLedgerConsumer}},
      {kReceiptStream, {below(kReceiptStream)}, {}},
      {kDeadLetterStream, {below(kDeadLetterStream)}, {}},
      {BucketStream(options.bucket), {BucketSubject(options.bucket, ">")}, {}, true},
  };
}

std::vector<StreamSpec> StreamsNamed(const std::vector<std::string>& names,
                                     const TopologyOptions& options) {
  std::vector<StreamSpec> named = Topology(options);
  std::erase_if(named, [&](const StreamSpec& spec) {
    return std::find(names.begin(), names.end(), spec.name) == names.end();
  });
  return named;
}

std::string StreamConfigJson(const StreamSpec& spec, const TopologyOptions& options) {
  const Limits limits = LimitsOf(spec, options);
  json config = {
      {"name", spec.name},
      {"subjects", spec.subjects},
      {"retention", "limits"},
      {"storage", "file"},
      {"discard", "new"},
      {"num_replicas", limits.replicas},
      {"max_bytes", limits.max_bytes},
      {"max_age", limits.max_age.count() * base::kNsPerMs},
      {"max_msgs", -1},
      {"max_msgs_per_subject", -1},
      {"max_consumers", -1},
      {"duplicate_window", limits.duplicate_window.count() * base::kNsPerMs},
      {"allow_direct", true},
  };
  if (spec.is_bucket) {
    config["max_msgs_per_subject"] = kBucketHistory;
    config["allow_rollup_hdrs"] = true;
    config["deny_delete"] = true;
  }
  return base::JsonText(config);
}

std::string ConsumerConfigJson(const std::string& stream,
                               const std::string& durable,
                               const TopologyOptions& options) {
  auto ack_wait = options.ack_wait;
  std::int64_t max_ack_pending = options.max_ack_pending;
  if (const auto own = options.consumers.find(durable); own != options.consumers.end()) {
    ack_wait = own->second.ack_wait.value_or(ack_wait);
    max_ack_pending = own->second.max_ack_pending.value_or(max_ack_pending);
  }
  return base::JsonText(json{{"stream_name", stream},
                             {"config",
                              {{"durable_name", durable},
                               {"deliver_policy", "all"},
                               {"ack_policy", "explicit"},
                               {"replay_policy", "instant"},
                               {"ack_wait", ack_wait.count() * base::kNsPerMs},
                               {"max_deliver", -1},
                               {"max_ack_pending", max_ack_pending},
                               {"max_waiting", kMaxWaitingPulls}}}});
}

}  // namespace pipeline::nats
