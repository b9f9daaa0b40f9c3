#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pipeline::nats {

/// An operator's choices for one stream; unset members are as in TopologyOptions.
struct StreamOverrides {
  std::optional<std::int64_t> replicas = {};
  std::optional<std::int64_t> max_bytes = {};
  std::optional<std::chrono::milliseconds> max_age = {};
  std::optional<std::chrono::milliseconds> duplicate_window = {};
};

/// The same for one consumer.
struct ConsumerOverrides {
  std::optional<std::chrono::milliseconds> ack_wait = {};
  std::optional<std::int64_t> max_ack_pending = {};
};

/// Choices of an operator; the rest of the topology is the contract.
struct TopologyOptions {
  std::int64_t replicas = 1;
  std::int64_t max_bytes = -1;           ///< Of each stream; -1 is no limit.
  std::chrono::milliseconds max_age{0};  ///< 0 is for ever.
  std::chrono::milliseconds duplicate_window{86'400'000};
  std::chrono::milliseconds ack_wait{30'000};
  std::int64_t max_ack_pending = 4096;  ///< Over all replicas of a service.
  std::string bucket = "safeInputsFiles";
  std::map<std::string, StreamOverrides> streams = {};      ///< By name.
  std::map<std::string, ConsumerOverrides> consumers = {};  ///< By the durable's name.
};

struct StreamSpec {
  std::string name;
  std::vector<std::string> subjects;
  std::vector<std::string> durables;  ///< Pull consumers, explicit acknowledgement, no filter.
  bool is_bucket = false;
};

/// Every stream of the pipeline, the bucket's included. Pure.
std::vector<StreamSpec> Topology(const TopologyOptions& options);

/// The streams with these names, in topology order.
std::vector<StreamSpec> StreamsNamed(const std::vector<std::string>& names,
                                     const TopologyOptions& options);

/// The bodies of $JS.API.STREAM.CREATE and $JS.API.CONSUMER.DURABLE.CREATE.
std::string StreamConfigJson(const StreamSpec& spec, const TopologyOptions& options);
std::string ConsumerConfigJson(const std::string& stream,
                               const std::string& durable,
                               const TopologyOptions& options);

}  // namespace pipeline::nats
