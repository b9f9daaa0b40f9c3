#include "common/nats/topology.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace pipeline::nats {
namespace {

using nlohmann::json;

constexpr std::int64_t kNsPerMs = 1'000'000;
/// The most that a key-value bucket keeps per key (ADR-8).
constexpr int kBucketHistory = 64;
constexpr std::int64_t kBucketDuplicateWindowNs = 120'000 * kNsPerMs;
constexpr int kMaxWaitingPulls = 512;

/// The server refuses a window that is longer than the age it keeps messages for.
std::int64_t DuplicateWindowNs(const TopologyOptions& options) {
  auto window = options.duplicate_window;
  if (options.max_age.count() > 0) window = std::min(window, options.max_age);
  return window.count() * kNsPerMs;
}

}  // namespace

std::vector<StreamSpec> Topology(const TopologyOptions& options) {
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

std::string BucketStream(std::string_view bucket) { return "KV_" + std::string(bucket); }

std::string BucketSubject(std::string_view bucket, std::string_view key) {
  return "$KV." + std::string(bucket) + "." + std::string(key);
}

std::string StreamConfigJson(const StreamSpec& spec, const TopologyOptions& options) {
  json config = {
      {"name", spec.name},
      {"subjects", spec.subjects},
      {"retention", "limits"},
      {"storage", "file"},
      {"discard", "new"},
      {"num_replicas", options.replicas},
      {"max_bytes", options.max_bytes},
      {"max_age", options.max_age.count() * kNsPerMs},
      {"max_msgs", -1},
      {"max_consumers", -1},
      {"duplicate_window", DuplicateWindowNs(options)},
      {"allow_direct", true},
  };
  if (spec.is_bucket) {
    config["max_msgs_per_subject"] = kBucketHistory;
    config["allow_rollup_hdrs"] = true;
    config["deny_delete"] = true;
    config["max_age"] = 0;
    config["duplicate_window"] = kBucketDuplicateWindowNs;
  }
  return config.dump();
}

std::string ConsumerConfigJson(const std::string& stream,
                               const std::string& durable,
                               const TopologyOptions& options) {
  return json{{"stream_name", stream},
              {"config",
               {{"durable_name", durable},
                {"deliver_policy", "all"},
                {"ack_policy", "explicit"},
                {"replay_policy", "instant"},
                {"ack_wait", options.ack_wait.count() * kNsPerMs},
                {"max_deliver", -1},
                {"max_ack_pending", options.max_ack_pending},
                {"max_waiting", kMaxWaitingPulls}}}}
      .dump();
}

}  // namespace pipeline::nats
