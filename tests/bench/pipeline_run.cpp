#include "tests/bench/pipeline_run.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "common/contract/topology.hpp"
#include "common/nats/provision.hpp"
#include "common/nats/topology.hpp"
#include "tests/bench/proc_usage.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/process.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::bench {
namespace {

using std::chrono::duration;
using std::chrono::minutes;
using std::chrono::steady_clock;
using testing::PollUntil;
using testing::ServiceProcess;

constexpr std::size_t kKeys = 500;
constexpr std::size_t kInFlight = 256;
constexpr const char* kBucket = "KV_safeInputsFiles";
constexpr const char* kRelay = "relay";
constexpr const char* kRelayBucket = "KV_relay";

double Seconds(steady_clock::time_point since) {
  return duration<double>(steady_clock::now() - since).count();
}

std::string RelayDurable(const Hop& hop) { return "relay-" + hop.service; }

}  // namespace

std::vector<Hop> Hops() {
  return {{"extract", contract::kRawStream, contract::kExtractedStream},
          {"uppercase", contract::kExtractedStream, contract::kUppercasedStream},
          {"kv-writer", contract::kUppercasedStream, kBucket},
          {"immudb-writer", contract::kUppercasedStream, contract::kReceiptStream}};
}

PipelineRun::PipelineRun(const Load& load, std::size_t messages)
    : load_(load), messages_(messages), nats_({.max_payload = kMaxPayload}), client_(nats_.url()) {
  Provision();
  FillRaw();
}

Rate PipelineRun::DrainByRelay(const Hop& hop) {
  const bool bucket = hop.output == kBucket;
  const std::string output = bucket ? kRelayBucket : kRelay;
  Purge(output);
  const testing::Process relay({.argv = {std::string(PIPELINE_BIN_DIR) + "/relay",
                                         nats_.url(),
                                         hop.input,
                                         RelayDurable(hop),
                                         bucket ? "$KV.relay" : kRelay}});
  return Measure(relay.pid(), output, messages_);
}

Rate PipelineRun::Drain(const Hop& hop, std::size_t messages) {
  const ServiceProcess service(hop.service, {}, Environment());
  return Measure(service.pid(), hop.output, messages);
}

PipelineRun::Whole PipelineRun::RunWhole() {
  std::vector<std::unique_ptr<ServiceProcess>> services;
  const auto start = steady_clock::now();
  for (const char* name : {"extract", "uppercase", "kv-writer", "immudb-writer"}) {
    services.push_back(
        std::make_unique<ServiceProcess>(name, std::vector<std::string>{}, Environment()));
  }
  const auto messages = static_cast<double>(messages_);
  WaitFor(kBucket, messages_);
  const double bucket = Seconds(start);
  WaitFor(contract::kReceiptStream, messages_);
  return {messages / bucket, messages / Seconds(start)};
}

std::map<std::string, std::string> PipelineRun::Environment() {
  return {{"NATS_URL", nats_.url()}, {"IMMUDB_ADDRESS", immudb_.address()}, {"LOG_LEVEL", "warn"}};
}

void PipelineRun::Provision() {
  auto streams = nats::Topology({});
  for (nats::StreamSpec& stream : streams) {
    for (const Hop& hop : Hops()) {
      if (hop.input == stream.name) stream.durables.push_back(RelayDurable(hop));
    }
  }
  streams.push_back({kRelay, {"relay.>"}, {}});
  streams.push_back({kRelayBucket, {"$KV.relay.>"}, {}, true});
  const auto ensured = nats::EnsureStreams(client_.jetstream(), streams);
  if (!ensured) throw std::runtime_error(ensured.error().message);
}

void PipelineRun::FillRaw() {
  const std::string body = MakeParseEvent(load_.bytes, Language::kFrench);
  std::atomic<std::size_t> stored{0};
  std::size_t sent = 0;
  for (; sent < messages_; ++sent) {
    PollUntil(minutes(1), [&] { return sent - stored.load() < kInFlight; });
    client_.jetstream().Publish(
        {contract::kRawStream, {}, KeyedBody(body, sent % kKeys)},
        [&stored](const base::Result<nats::PubAck>& ack) { stored += ack ? 1 : 0; });
  }
  if (!PollUntil(minutes(1), [&] { return stored.load() == sent; })) {
    throw std::runtime_error("the raw stream was not filled");
  }
}

void PipelineRun::Purge(const std::string& stream) {
  const auto purged = client_.jetstream().Api("STREAM.PURGE." + stream, "");
  if (!purged) throw std::runtime_error(purged.error().message);
}

void PipelineRun::WaitFor(const std::string& stream, std::size_t messages) {
  if (!PollUntil(minutes(10), [&] { return client_.Messages(stream) >= messages; })) {
    throw std::runtime_error(stream + " never got " + std::to_string(messages) + " messages");
  }
}

// Between the first tenth and the last message: starting up is not measured.
Rate PipelineRun::Measure(pid_t service, const std::string& stream, std::size_t messages) {
  WaitFor(stream, messages / 10);
  const auto start = steady_clock::now();
  const double service_cpu = CpuSeconds(service);
  const double server_cpu = CpuSeconds(nats_.pid());
  const auto already = client_.Messages(stream);
  WaitFor(stream, messages);
  const auto done = static_cast<double>(client_.Messages(stream) - already);
  return {done / Seconds(start),
          1e6 * (CpuSeconds(service) - service_cpu) / done,
          1e6 * (CpuSeconds(nats_.pid()) - server_cpu) / done};
}

}  // namespace pipeline::bench
