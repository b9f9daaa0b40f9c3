#include "services/provision/topology_diff.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "common/base/json.hpp"
#include "common/base/options.hpp"
#include "common/base/time.hpp"
#include "services/provision/data_loss.hpp"

namespace pipeline::provision {
namespace {

using nlohmann::json;
using Fields = std::span<const std::string_view>;

// Set by somebody else, these change what a stream or a consumer is for.
constexpr std::array<std::string_view, 4> kForeignToStreams{
    "mirror", "sealed", "no_ack", "discard_new_per_subject"};
constexpr std::array<std::string_view, 8> kForeignToConsumers{"filter_subject",
                                                              "filter_subjects",
                                                              "deliver_subject",
                                                              "headers_only",
                                                              "backoff",
                                                              "inactive_threshold",
                                                              "mem_storage",
                                                              "priority_policy"};
constexpr std::array<std::string_view, 3> kDurations{"max_age", "duplicate_window", "ack_wait"};

bool Contains(Fields fields, std::string_view field) {
  return std::find(fields.begin(), fields.end(), field) != fields.end();
}

// The server leaves out what has its zero value.
bool IsZero(const json& value) {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    return text.empty() || text == "none";
  }
  return value == 0 || value == false || value.empty();
}

bool Same(const json& wanted, const json& found) {
  return wanted == found || (IsZero(wanted) && IsZero(found));
}

json ValueOf(const json& config, std::string_view field) {
  const auto found = config.find(field);
  return found == config.end() ? json() : *found;
}

std::string Shown(std::string_view field, const json& value) {
  if (Contains(kDurations, field) && value.is_number_integer()) {
    const auto ns = value.get<std::int64_t>();
    if (ns % base::kNsPerMs != 0) return std::to_string(ns) + "ns";
    return base::FormatDuration(std::chrono::milliseconds(ns / base::kNsPerMs));
  }
  if (value.is_null()) return "none";
  return value.is_string() ? value.get<std::string>() : base::JsonText(value);
}

std::vector<Change> Compare(const std::string& what,
                            const json& wanted,
                            const json& found,
                            Fields foreign) {
  std::vector<Change> changes;
  for (const auto& [field, value] : wanted.items()) {
    const json present = ValueOf(found, field);
    if (Same(value, present)) continue;
    changes.push_back({what, field, Shown(field, value), Shown(field, present)});
  }
  for (const std::string_view field : foreign) {
    const json present = ValueOf(found, field);
    if (IsZero(present)) continue;
    changes.push_back({what, std::string(field), "none", Shown(field, present)});
  }
  return changes;
}

json Mended(const json& wanted, json found, Fields foreign) {
  for (const auto& [field, value] : wanted.items()) found[field] = value;
  for (const std::string_view field : foreign) found.erase(std::string(field));
  return found;
}

}  // namespace

std::vector<Change> CompareStream(const json& wanted, const json& info, std::int64_t now_ns) {
  const json found = info.value("config", json::object());
  const std::string what = "stream " + wanted.value("name", "");
  std::vector<Change> changes = Compare(what, wanted, found, kForeignToStreams);
  const json state = info.value("state", json::object());
  for (Change& change : changes) {
    change.loss = StreamLoss(
        change.field, ValueOf(wanted, change.field), ValueOf(found, change.field), state, now_ns);
  }
  return changes;
}

std::vector<Change> CompareConsumer(const json& wanted, const json& info) {
  const json found = info.value("config", json::object());
  const std::string what = "consumer " + wanted.value("durable_name", "");
  std::vector<Change> changes = Compare(what, wanted, found, kForeignToConsumers);
  for (Change& change : changes) change.loss = ConsumerLoss(change.field);
  return changes;
}

bool NeedRecreation(const std::vector<Change>& changes) {
  return std::any_of(changes.begin(), changes.end(), [](const Change& change) {
    return IsRecreation(change.loss);
  });
}

json MendedStream(const json& wanted, const json& found) {
  return Mended(wanted, found, kForeignToStreams);
}

json MendedConsumer(const json& wanted, const json& found) {
  return Mended(wanted, found, kForeignToConsumers);
}

std::vector<Change> CompareReadBack(const std::string& what, const json& sent, const json& found) {
  std::vector<Change> changes = Compare(what, sent, found, {});
  // The server writes its own version there.
  std::erase_if(changes, [](const Change& change) { return change.field == "metadata"; });
  return changes;
}

}  // namespace pipeline::provision
