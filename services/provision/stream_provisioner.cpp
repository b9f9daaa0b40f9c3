#include "services/provision/stream_provisioner.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/json.hpp"
#include "common/base/time.hpp"
#include "services/provision/topology_diff.hpp"

namespace pipeline::provision {

using base::ErrorCode;
using nlohmann::json;

namespace {

json WantedStream(const nats::StreamSpec& spec, const nats::TopologyOptions& options) {
  return base::ParseJson(nats::StreamConfigJson(spec, options));
}

json WantedConsumer(const nats::StreamSpec& spec,
                    const std::string& durable,
                    const nats::TopologyOptions& options) {
  return base::ParseJson(nats::ConsumerConfigJson(spec.name, durable, options)).at("config");
}

std::string NameOf(const json& stream) { return "stream " + stream.value("name", ""); }
std::string NameOfConsumer(const json& consumer) {
  return "consumer " + consumer.value("durable_name", "");
}

base::Result<void> AsSent(const std::string& what, const json& sent, const json& info) {
  const auto different = CompareReadBack(what, sent, info.value("config", json::object()));
  if (different.empty()) return {};
  return base::Fail(ErrorCode::kConflict, "after it was set, " + ToText(different.front()));
}

base::Result<void> Allowed(const std::vector<Change>& changes, bool allow_data_loss) {
  const auto losses = Losses(changes);
  if (allow_data_loss || losses.empty()) return {};
  return base::Fail(ErrorCode::kConflict,
                    "expected --allow-data-loss for " + ToText(losses.front()));
}

base::Result<void> Vanished(const std::string& what) {
  return base::Fail(ErrorCode::kConflict, what + ": not there after it was set");
}

}  // namespace

StreamProvisioner::StreamProvisioner(JetStreamAdmin& admin,
                                     const nats::TopologyOptions& options,
                                     Tell tell)
    : admin_(admin), options_(options), specs_(nats::Topology(options)), tell_(std::move(tell)) {}

base::Result<std::vector<Change>> StreamProvisioner::Plan() {
  std::vector<Change> changes;
  for (const nats::StreamSpec& spec : specs_) {
    const json wanted = WantedStream(spec, options_);
    const auto info = admin_.StreamInfo(spec.name);
    if (!info) return tl::make_unexpected(info.error());
    if (*info) {
      Append(&changes, CompareStream(wanted, **info, base::NowNs()));
    } else {
      changes.push_back({NameOf(wanted)});
    }
    for (const std::string& durable : spec.durables) {
      const json consumer = WantedConsumer(spec, durable, options_);
      const auto found = admin_.ConsumerInfo(spec.name, durable);
      if (!found) return tl::make_unexpected(found.error());
      if (*found) {
        Append(&changes, CompareConsumer(consumer, **found));
      } else {
        changes.push_back({NameOfConsumer(consumer)});
      }
    }
  }
  return changes;
}

base::Result<void> StreamProvisioner::Apply(bool allow_data_loss) {
  allow_data_loss_ = allow_data_loss;
  for (const nats::StreamSpec& spec : specs_) {
    auto applied = ApplyStream(WantedStream(spec, options_));
    if (!applied) return applied;
    for (const std::string& durable : spec.durables) {
      applied = ApplyConsumer(spec.name, WantedConsumer(spec, durable, options_));
      if (!applied) return applied;
    }
  }
  return {};
}

base::Result<void> StreamProvisioner::ApplyStream(const json& wanted) {
  const auto info = admin_.StreamInfo(wanted.at("name"));
  if (!info) return tl::make_unexpected(info.error());
  if (*info) return ChangeStream(wanted, **info);
  auto created = admin_.CreateStream(wanted);
  if (!created) return tl::make_unexpected(std::move(created).error().Within(NameOf(wanted)));
  tell_("created " + NameOf(wanted));
  return ReadStreamBack(wanted);
}

base::Result<void> StreamProvisioner::ChangeStream(const json& wanted, const json& info) {
  const auto changes = CompareStream(wanted, info, base::NowNs());
  if (changes.empty()) return {};
  if (auto allowed = Allowed(changes, allow_data_loss_); !allowed) return allowed;
  const bool again = NeedRecreation(changes);
  const json config = again ? wanted : MendedStream(wanted, info.at("config"));
  auto done = again ? admin_.DeleteStream(wanted.at("name")) : admin_.UpdateStream(config);
  if (done && again) done = admin_.CreateStream(config);
  if (!done) return tl::make_unexpected(std::move(done).error().Within(NameOf(wanted)));
  for (const Change& change : changes) tell_((again ? "remade " : "changed ") + ToText(change));
  return ReadStreamBack(config);
}

base::Result<void> StreamProvisioner::ReadStreamBack(const json& sent) {
  const auto info = admin_.StreamInfo(sent.at("name"));
  if (!info) return tl::make_unexpected(info.error());
  return *info ? AsSent(NameOf(sent), sent, **info) : Vanished(NameOf(sent));
}

base::Result<void> StreamProvisioner::ApplyConsumer(const std::string& stream, const json& wanted) {
  const auto info = admin_.ConsumerInfo(stream, wanted.at("durable_name"));
  if (!info) return tl::make_unexpected(info.error());
  if (*info) return ChangeConsumer(stream, wanted, **info);
  auto created = admin_.CreateConsumer(stream, wanted);
  if (!created) {
    return tl::make_unexpected(std::move(created).error().Within(NameOfConsumer(wanted)));
  }
  tell_("created " + NameOfConsumer(wanted));
  return ReadConsumerBack(stream, wanted);
}

base::Result<void> StreamProvisioner::ChangeConsumer(const std::string& stream,
                                                     const json& wanted,
                                                     const json& info) {
  const auto changes = CompareConsumer(wanted, info);
  if (changes.empty()) return {};
  if (auto allowed = Allowed(changes, allow_data_loss_); !allowed) return allowed;
  const bool again = NeedRecreation(changes);
  const json config = again ? wanted : MendedConsumer(wanted, info.at("config"));
  auto done = again ? admin_.DeleteConsumer(stream, wanted.at("durable_name"))
                    : admin_.UpdateConsumer(stream, config);
  if (done && again) done = admin_.CreateConsumer(stream, config);
  if (!done) return tl::make_unexpected(std::move(done).error().Within(NameOfConsumer(wanted)));
  for (const Change& change : changes) tell_((again ? "remade " : "changed ") + ToText(change));
  return ReadConsumerBack(stream, config);
}

base::Result<void> StreamProvisioner::ReadConsumerBack(const std::string& stream,
                                                       const json& sent) {
  const auto info = admin_.ConsumerInfo(stream, sent.at("durable_name"));
  if (!info) return tl::make_unexpected(info.error());
  return *info ? AsSent(NameOfConsumer(sent), sent, **info) : Vanished(NameOfConsumer(sent));
}

}  // namespace pipeline::provision
