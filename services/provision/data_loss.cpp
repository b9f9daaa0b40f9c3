#include "services/provision/data_loss.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "common/base/time.hpp"

namespace pipeline::provision {
namespace {

using nlohmann::json;

constexpr std::string_view kRecreated = " (it has to be deleted and made again)";
// Fields that CONSUMER.CREATE refuses to change (nats-server's checkNewConsumerConfig).
constexpr std::array<std::string_view, 6> kFixedInConsumers{"ack_policy",
                                                            "deliver_policy",
                                                            "replay_policy",
                                                            "max_waiting",
                                                            "deliver_subject",
                                                            "mem_storage"};

std::int64_t Integer(const json& value) {
  return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}

// Zero and less are no limit.
bool Shrinks(std::int64_t wanted, std::int64_t found) {
  return wanted > 0 && (found <= 0 || wanted < found);
}

// Fields that STREAM.UPDATE refuses to change (nats-server's configUpdateCheck).
bool IsFixedInStreams(const std::string& field, const json& found) {
  return field == "storage" || field == "mirror" || field == "sealed" ||
         (field == "retention" && found == "workqueue");
}

std::string LossOfBytes(std::int64_t wanted, const json& state) {
  const std::int64_t stored = state.value("bytes", std::int64_t{0});
  if (stored <= wanted) return {};
  // Nothing is deleted, because our streams discard what is new.
  return "room for anything new: it holds " + std::to_string(stored) + " bytes";
}

std::string LossOfAge(std::int64_t wanted_ns, const json& state, std::int64_t now_ns) {
  if (state.value("messages", std::int64_t{0}) == 0) return {};
  const auto first = base::ParseTime(state.value("first_ts", ""));
  if (first && *first >= now_ns - wanted_ns) return {};
  return "messages from " + state.value("first_ts", "unknown") + " to " +
         base::FormatTime(now_ns - wanted_ns);
}

// The server counts messages and subjects, so one subject has at most what the others leave.
std::string LossOfRevisions(std::int64_t wanted, const json& state) {
  const std::int64_t messages = state.value("messages", std::int64_t{0});
  const std::int64_t others = std::max<std::int64_t>(state.value("num_subjects", 1), 1) - 1;
  if (messages - others <= wanted) return {};
  return "the oldest messages of subjects with more than " + std::to_string(wanted);
}

std::string LossOfSubjects(const json& wanted, const json& found) {
  std::string lost;
  if (!found.is_array()) return lost;
  for (const json& subject : found) {
    if (std::find(wanted.begin(), wanted.end(), subject) != wanted.end()) continue;
    lost += (lost.empty() ? "" : ", ") + subject.get<std::string>();
  }
  return lost.empty() ? lost : "what is published to " + lost + " from now on";
}

}  // namespace

std::string StreamLoss(const std::string& field,
                       const json& wanted,
                       const json& found,
                       const json& state,
                       std::int64_t now_ns) {
  if (IsFixedInStreams(field, found)) {
    return "its " + std::to_string(state.value("messages", std::int64_t{0})) + " messages" +
           std::string(kRecreated);
  }
  if (field == "subjects") return LossOfSubjects(wanted, found);
  if (!Shrinks(Integer(wanted), Integer(found))) return {};
  if (field == "max_bytes") return LossOfBytes(Integer(wanted), state);
  if (field == "max_age") return LossOfAge(Integer(wanted), state, now_ns);
  if (field == "max_msgs_per_subject") return LossOfRevisions(Integer(wanted), state);
  return {};
}

std::string ConsumerLoss(const std::string& field) {
  const bool fixed = std::find(kFixedInConsumers.begin(), kFixedInConsumers.end(), field) !=
                     kFixedInConsumers.end();
  return fixed ? "its place: all that is stored is delivered again" + std::string(kRecreated) : "";
}

bool IsRecreation(const std::string& loss) { return loss.ends_with(kRecreated); }

}  // namespace pipeline::provision
