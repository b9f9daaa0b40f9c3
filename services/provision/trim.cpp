#include "services/provision/trim.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/time.hpp"
namespace pipeline::provision {

using base::ErrorCode;
using nlohmann::json;

namespace {

// The sequence of the first message to stay because of its age; `end` where none is that new.
base::Result<std::uint64_t> FirstToKeep(JetStreamAdmin& admin,
                                        const json& info,
                                        std::chrono::milliseconds keep,
                                        std::int64_t now_ns,
                                        std::uint64_t end) {
  const json& config = info.at("config");
  const std::int64_t kept_ns =
      std::max<std::int64_t>(keep.count() * base::kNsPerMs, config.value("duplicate_window", 0L));
  const auto first = admin.FirstSince(config.at("name"), now_ns - kept_ns);
  if (!first) return tl::make_unexpected(first.error());
  return first->value_or(end);
}

base::Result<Trimmed> TrimStream(JetStreamAdmin& admin,
                                 const nats::StreamSpec& spec,
                                 std::chrono::milliseconds keep,
                                 std::int64_t now_ns) {
  const auto info = admin.StreamInfo(spec.name);
  if (!info) return tl::make_unexpected(info.error());
  if (!*info) return base::Fail(ErrorCode::kNotFound, "it does not exist");
  const auto consumers = admin.Consumers(spec.name);
  if (!consumers) return tl::make_unexpected(consumers.error());
  const auto acknowledged = AcknowledgedBelow(spec.durables, *consumers);
  if (!acknowledged) return tl::make_unexpected(acknowledged.error());
  const json state = (*info)->value("state", json::object());
  const std::uint64_t first = state.value("first_seq", std::uint64_t{0});
  const std::uint64_t end = state.value("last_seq", std::uint64_t{0}) + 1;
  Trimmed trimmed{spec.name, std::min(*acknowledged, end), 0};
  if (trimmed.below <= first) return trimmed;
  const auto kept = FirstToKeep(admin, **info, keep, now_ns, end);
  if (!kept) return tl::make_unexpected(kept.error());
  trimmed.below = std::min(trimmed.below, *kept);
  if (trimmed.below <= first) return trimmed;
  const auto purged = admin.PurgeBelow(spec.name, trimmed.below);
  if (!purged) return tl::make_unexpected(purged.error());
  trimmed.purged = *purged;
  return trimmed;
}

}  // namespace

base::Result<std::uint64_t> AcknowledgedBelow(const std::vector<std::string>& durables,
                                              const std::vector<json>& consumers) {
  std::vector<std::string> missing = durables;
  std::uint64_t below = 0;
  bool any = false;
  for (const json& consumer : consumers) {
    const json config = consumer.value("config", json::object());
    const std::string name = config.value("durable_name", "");
    if (name.empty()) continue;
    const json floor = consumer.value("ack_floor", json::object());
    const std::uint64_t next = floor.value("stream_seq", std::uint64_t{0}) + 1;
    below = any ? std::min(below, next) : next;
    any = true;
    std::erase(missing, name);
  }
  if (missing.empty()) return below;
  return base::Fail(ErrorCode::kNotFound,
                    "its consumer " + missing.front() + " is missing: nothing is deleted");
}

std::vector<base::Result<Trimmed>> Trim(JetStreamAdmin& admin,
                                        const nats::TopologyOptions& options,
                                        std::chrono::milliseconds keep,
                                        std::int64_t now_ns) {
  std::vector<base::Result<Trimmed>> all;
  for (const nats::StreamSpec& spec : nats::Topology(options)) {
    if (spec.durables.empty()) continue;
    all.push_back(TrimStream(admin, spec, keep, now_ns).map_error([&spec](base::Error error) {
      return std::move(error).Within("stream " + spec.name);
    }));
  }
  return all;
}

}  // namespace pipeline::provision
