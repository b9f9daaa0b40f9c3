#include "services/provision/jetstream_admin.hpp"

#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/json.hpp"
#include "common/nats/stream_reader.hpp"

namespace pipeline::provision {

using base::ErrorCode;
using nlohmann::json;

namespace {

// A consumer says within this whether it has anything.
constexpr std::chrono::milliseconds kPatience{5000};

}  // namespace

base::Result<std::optional<json>> JetStreamAdmin::Info(const std::string& verb) {
  auto info = jetstream_.Api(verb, "");
  if (info) return std::optional<json>(std::move(*info));
  if (info.error().code == ErrorCode::kNotFound) return std::optional<json>();
  return tl::make_unexpected(std::move(info).error());
}

base::Result<void> JetStreamAdmin::Do(const std::string& verb, const json& body) {
  auto done = jetstream_.Api(verb, body.is_null() ? "" : base::JsonText(body));
  if (!done) return tl::make_unexpected(std::move(done).error());
  return {};
}

base::Result<std::optional<json>> JetStreamAdmin::StreamInfo(const std::string& stream) {
  return Info("STREAM.INFO." + stream);
}

base::Result<std::optional<json>> JetStreamAdmin::ConsumerInfo(const std::string& stream,
                                                               const std::string& consumer) {
  return Info("CONSUMER.INFO." + stream + "." + consumer);
}

base::Result<std::vector<json>> JetStreamAdmin::Consumers(const std::string& stream) {
  std::vector<json> consumers;
  for (std::size_t total = 1; consumers.size() < total;) {
    const auto page = jetstream_.Api("CONSUMER.LIST." + stream,
                                     base::JsonText(json{{"offset", consumers.size()}}));
    if (!page) return tl::make_unexpected(page.error());
    const json listed = page->value("consumers", json::array());
    total = page->value("total", std::size_t{0});
    // In a cluster a consumer whose leader did not answer is counted, but not listed.
    const bool all_answered = page->value("missing", json()).is_null();
    if (!all_answered || (listed.empty() && consumers.size() < total)) {
      return base::Fail(
          ErrorCode::kUnavailable, "not every consumer of " + stream + " answers", true);
    }
    consumers.insert(consumers.end(), listed.begin(), listed.end());
  }
  return consumers;
}

base::Result<void> JetStreamAdmin::CreateStream(const json& config) {
  return Do("STREAM.CREATE." + config.value("name", ""), config);
}

base::Result<void> JetStreamAdmin::UpdateStream(const json& config) {
  return Do("STREAM.UPDATE." + config.value("name", ""), config);
}

base::Result<void> JetStreamAdmin::DeleteStream(const std::string& stream) {
  return Do("STREAM.DELETE." + stream, nullptr);
}

base::Result<void> JetStreamAdmin::PutConsumer(const std::string& stream,
                                               const json& config,
                                               const char* action) {
  return Do("CONSUMER.DURABLE.CREATE." + stream + "." + config.value("durable_name", ""),
            {{"stream_name", stream}, {"config", config}, {"action", action}});
}

base::Result<void> JetStreamAdmin::CreateConsumer(const std::string& stream, const json& config) {
  return PutConsumer(stream, config, "create");
}

base::Result<void> JetStreamAdmin::UpdateConsumer(const std::string& stream, const json& config) {
  return PutConsumer(stream, config, "update");
}

base::Result<void> JetStreamAdmin::DeleteConsumer(const std::string& stream,
                                                  const std::string& consumer) {
  return Do("CONSUMER.DELETE." + stream + "." + consumer, nullptr);
}

base::Result<std::optional<std::uint64_t>> JetStreamAdmin::FirstSince(const std::string& stream,
                                                                      std::int64_t time_ns) {
  nats::StreamReader reader(jetstream_,
                            {.stream = stream, .headers_only = true, .start_time_ns = time_ns});
  std::chrono::milliseconds timeout{0};
  while (true) {
    const auto message = reader.Next(timeout);
    if (message) {
      const auto position = message->position();
      if (position) return std::optional<std::uint64_t>(position->sequence);
      return base::Fail(ErrorCode::kInternal, "a message of " + stream + " without its position");
    }
    if (message.error().code != ErrorCode::kTimeout || timeout.count() > 0) {
      return tl::make_unexpected(message.error());
    }
    if (reader.CaughtUp()) return std::optional<std::uint64_t>();
    timeout = kPatience;
  }
}

base::Result<std::uint64_t> JetStreamAdmin::PurgeBelow(const std::string& stream,
                                                       std::uint64_t sequence) {
  const auto purged =
      jetstream_.Api("STREAM.PURGE." + stream, base::JsonText(json{{"seq", sequence}}));
  if (!purged) return tl::make_unexpected(purged.error());
  return purged->value("purged", std::uint64_t{0});
}

}  // namespace pipeline::provision
