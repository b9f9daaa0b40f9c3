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

// A stream or consumer that must exist.
struct Wanted {
  std::string name;  // "stream safeInputsRawSheetData"
  std::string info_verb;
  std::string create_verb;
  std::string create_body;
  json config;  // The "config" expected in the answer to INFO.
};

// A difference in these fields means that this is another stream or consumer.
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
    // The server leaves out fields with a zero value.
    const bool zero = value.is_number() ? value == 0 : value == false;
    if (present == found.end() ? zero : *present == value) continue;
    const std::string difference = wanted.name + ": " + field + " should be " +
                                   base::JsonText(value) + " and is " +
                                   (present == found.end() ? "absent" : present->dump());
    if (std::find(kContract.begin(), kContract.end(), field) != kContract.end()) {
      return base::Fail(ErrorCode::kInvalidConfiguration, difference);
    }
    base::LogWarning("{}", difference);
  }
  return {};
}

enum class Presence { kExists, kMissing };

base::Result<Presence> Look(JetStream& jetstream, const Wanted& wanted) {
  const auto info = jetstream.Api(wanted.info_verb, "");
  if (info) {
    const auto same = Compare(wanted, info->value("config", json::object()));
    if (!same) return tl::make_unexpected(same.error());
    return Presence::kExists;
  }
  if (info.error().code == ErrorCode::kNotFound) return Presence::kMissing;
  if (info.error().code == ErrorCode::kPermissionDenied) {
    base::LogInfo("{}; assuming that {} exists", info.error().message, wanted.name);
    return Presence::kExists;
  }
  return tl::make_unexpected(info.error());
}

base::Result<void> Create(JetStream& jetstream, const Wanted& wanted) {
  const auto created = jetstream.Api(wanted.create_verb, wanted.create_body);
  if (created) {
    base::LogInfo("created {}", wanted.name);
    return {};
  }
  // A conflict: another replica was faster, or the subjects belong to another stream.
  return tl::make_unexpected(created.error());
}

// One attempt. An error that is not retryable ends the start. Clears `create` if it is denied.
base::Result<void> Ensure(JetStream& jetstream, const Wanted& wanted, bool* create) {
  const auto presence = Look(jetstream, wanted);
  if (!presence) return tl::make_unexpected(presence.error());
  if (*presence == Presence::kExists) return {};
  if (!*create) return base::Fail(ErrorCode::kNotFound, wanted.name + " does not exist", true);
  auto created = Create(jetstream, wanted);
  if (created) return {};
  if (created.error().code == ErrorCode::kPermissionDenied) {
    base::LogInfo("{}; leaving its creation to others", created.error().message);
    *create = false;
    return base::Fail(ErrorCode::kNotFound, wanted.name + " does not exist", true);
  }
  return tl::make_unexpected(
      base::Error{created.error().code, wanted.name + ": " + created.error().message, true});
}

base::Result<void> EnsureOrWait(JetStream& jetstream,
                                const Wanted& wanted,
                                const ProvisionOptions& options) {
  bool create = options.create;
  base::Backoff backoff(milliseconds(200), milliseconds(5000));
  std::string logged;
  while (!options.stop.stop_requested()) {
    auto exists = Ensure(jetstream, wanted, &create);
    if (exists) {
      if (!logged.empty() && options.waiting) options.waiting("");
      return {};
    }
    if (!exists.error().retryable) return exists;
    if (exists.error().message != logged) {
      logged = exists.error().message;
      base::LogWarning("waiting for {}: {}", wanted.name, logged);
      if (options.waiting) options.waiting(wanted.name);
    }
    base::SleepFor(backoff.Next(), options.stop);
  }
  return base::Fail(ErrorCode::kUnavailable, "stopped while waiting for " + wanted.name, true);
}

}  // namespace

base::Result<void> EnsureStreams(JetStream& jetstream,
                                 const std::vector<StreamSpec>& streams,
                                 const ProvisionOptions& options) {
  for (const StreamSpec& spec : streams) {
    for (const Wanted& wanted : Expand(spec, options.topology)) {
      auto ensured = EnsureOrWait(jetstream, wanted, options);
      if (!ensured) return ensured;
    }
  }
  return {};
}

}  // namespace pipeline::nats
