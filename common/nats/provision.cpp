#include "common/nats/provision.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "common/base/backoff.hpp"
#include "common/base/json.hpp"
#include "common/base/log.hpp"

namespace pipeline::nats {
namespace {

using base::ErrorCode;
using nlohmann::json;
using std::chrono::milliseconds;

// One thing on the server that must be there.
struct Wanted {
  std::string what;  // "stream safeInputsRawSheetData"
  std::string info_verb;
  std::string create_verb;
  std::string create_body;
  json config;  // What INFO should answer under "config".
};

// Fields in which a difference means that this is not our stream or consumer.
constexpr std::array<std::string_view, 5> kContract{
    "subjects", "retention", "ack_policy", "filter_subject", "deliver_policy"};

std::vector<Wanted> Expand(const StreamSpec& spec, const TopologyOptions& options) {
  std::vector<Wanted> wanted;
  std::string body = StreamConfigJson(spec, options);
  json config = base::ParseJson(body);
  wanted.push_back({"stream " + spec.name,
                    "STREAM.INFO." + spec.name,
                    "STREAM.CREATE." + spec.name,
                    std::move(body),
                    std::move(config)});
  for (const std::string& durable : spec.durables) {
    body = ConsumerConfigJson(spec.name, durable, options);
    config = base::ParseJson(body)["config"];
    const std::string path = spec.name + "." + durable;
    wanted.push_back({"consumer " + durable,
                      "CONSUMER.INFO." + path,
                      "CONSUMER.DURABLE.CREATE." + path,
                      std::move(body),
                      std::move(config)});
  }
  return wanted;
}

base::Result<void> Compare(const Wanted& wanted, const json& found) {
  for (const auto& [field, value] : wanted.config.items()) {
    const auto present = found.find(field);
    // The server leaves out what has its zero value.
    const bool zero = value.is_number() ? value == 0 : value == false;
    if (present == found.end() ? zero : *present == value) continue;
    const std::string difference = wanted.what + ": " + field + " should be " +
                                   base::JsonText(value) + " and is " +
                                   (present == found.end() ? "absent" : present->dump());
    if (std::find(kContract.begin(), kContract.end(), field) != kContract.end()) {
      return base::Fail(ErrorCode::kInvalidConfiguration, difference);
    }
    base::LogWarning("{}", difference);
  }
  return {};
}

enum class Presence { kThere, kNotThere };

base::Result<Presence> Look(JetStream& jetstream, const Wanted& wanted) {
  const auto info = jetstream.Api(wanted.info_verb, "");
  if (info) {
    const auto same = Compare(wanted, info->value("config", json::object()));
    if (!same) return tl::make_unexpected(same.error());
    return Presence::kThere;
  }
  if (info.error().code == ErrorCode::kNotFound) return Presence::kNotThere;
  if (info.error().code == ErrorCode::kPermissionDenied) {
    base::LogInfo("{}; taking {} to be there", info.error().message, wanted.what);
    return Presence::kThere;
  }
  return tl::make_unexpected(info.error());
}

// Creates it if it may. Nothing said means: look again.
base::Result<void> Create(JetStream& jetstream, const Wanted& wanted) {
  const auto created = jetstream.Api(wanted.create_verb, wanted.create_body);
  if (created) {
    base::LogInfo("created {}", wanted.what);
    return {};
  }
  // A conflict: another replica was faster, or its subjects belong to another stream.
  return tl::make_unexpected(created.error());
}

// One try. An error that is not retryable ends the start.
base::Result<void> Ensure(JetStream& jetstream, const Wanted& wanted, bool* create) {
  const auto presence = Look(jetstream, wanted);
  if (!presence) return tl::make_unexpected(presence.error());
  if (*presence == Presence::kThere) return {};
  if (!*create) return base::Fail(ErrorCode::kNotFound, wanted.what + " does not exist", true);
  auto created = Create(jetstream, wanted);
  if (created) return {};
  if (created.error().code == ErrorCode::kPermissionDenied) {
    base::LogInfo("{}; leaving its creation to others", created.error().message);
    *create = false;
    return base::Fail(ErrorCode::kNotFound, wanted.what + " does not exist", true);
  }
  return tl::make_unexpected(
      base::Error{created.error().code, wanted.what + ": " + created.error().message, true});
}

base::Result<void> EnsureOrWait(JetStream& jetstream,
                                const Wanted& wanted,
                                bool create,
                                const std::stop_token& stop,
                                const std::function<void(const std::string&)>& waiting) {
  base::Backoff backoff(milliseconds(200), milliseconds(5000));
  std::string told;
  while (!stop.stop_requested()) {
    auto there = Ensure(jetstream, wanted, &create);
    if (there) {
      if (!told.empty()) waiting("");
      return {};
    }
    if (!there.error().retryable) return there;
    if (there.error().message != told) {
      told = there.error().message;
      base::LogWarning("waiting for {}: {}", wanted.what, told);
      waiting(wanted.what);
    }
    base::SleepFor(backoff.Next(), stop);
  }
  return base::Fail(ErrorCode::kUnavailable, "stopped while waiting for " + wanted.what, true);
}

}  // namespace

base::Result<void> EnsureStreams(JetStream& jetstream,
                                 const std::vector<StreamSpec>& streams,
                                 const TopologyOptions& options,
                                 bool create,
                                 const std::stop_token& stop,
                                 const std::function<void(const std::string&)>& waiting) {
  for (const StreamSpec& spec : streams) {
    for (const Wanted& wanted : Expand(spec, options)) {
      auto there = EnsureOrWait(jetstream, wanted, create, stop, waiting);
      if (!there) return there;
    }
  }
  return {};
}

}  // namespace pipeline::nats
