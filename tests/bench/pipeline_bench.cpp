// How fast each hop of the pipeline drains a full stream, and the whole of it, on a real
// nats-server and immudb, beside a relay hop that only copies and acknowledges, in the same run.
//   pipeline_bench [--benchmark_out=FILE] [--benchmark_out_format=json]
#include <chrono>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "common/nats/provision.hpp"
#include "common/nats/topology.hpp"
#include "common/testing/immudb_server.hpp"
#include "common/testing/nats_server.hpp"
#include "common/testing/poll.hpp"
#include "common/testing/process.hpp"
#include "common/testing/service_process.hpp"
#include "tests/bench/sheet_generator.hpp"
#include "tests/support/pipeline_client.hpp"

namespace pipeline::bench {
namespace {

using nlohmann::ordered_json;
using std::chrono::duration;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::steady_clock;
using testing::PipelineClient;
using testing::PollUntil;
using testing::ServiceProcess;

constexpr std::size_t kKeys = 500;

struct Load {
  std::string name;
  std::size_t bytes;
  std::size_t messages;
};

std::vector<Load> Loads() { return {{"6KB", 6'000, 10'000}, {"48KB", 48'000, 3'000}}; }

constexpr std::size_t kMaxPayload = 8UL * 1024 * 1024;

/// One measured stream: who fills it, which durable drains it, where to count.
struct Hop {
  std::string service;
  std::string input;
  std::string durable;
  std::string output;
};

std::string KeyedBody(std::string body, std::size_t key) {
  const std::string_view marker = "\"filename\":\"";
  body.insert(body.find(marker) + marker.size(), "k" + std::to_string(key) + "-");
  return body;
}

class PipelineBench {
 public:
  explicit PipelineBench(const Load& load)
      : load_(load), nats_({.max_payload = kMaxPayload}), client_(nats_.url()) {}

  ordered_json Run() {
    Provision();
    FillRaw();
    ordered_json hops = ordered_json::array();
    const double relay = DrainByRelay();
    hops.push_back(Line("relay", relay, relay));
    for (const Hop& hop :
         {Hop{"extract", nats::kRawStream, nats::kRawConsumer, nats::kExtractedStream},
          Hop{"uppercase",
              nats::kExtractedStream,
              nats::kExtractedConsumer,
              nats::kUppercasedStream},
          Hop{"kv-writer", nats::kUppercasedStream, nats::kBucketConsumer, "KV_safeInputsFiles"},
          Hop{"immudb-writer",
              nats::kUppercasedStream,
              nats::kLedgerConsumer,
              nats::kReceiptStream}}) {
      hops.push_back(Line(hop.service, Drain(hop), relay));
    }
    return hops;
  }

  /// All services at once, from the first raw message to the last revision and receipt.
  ordered_json RunWhole() {
    Provision();
    FillRaw();
    std::vector<std::unique_ptr<ServiceProcess>> services;
    const auto start = steady_clock::now();
    for (const char* name : {"extract", "uppercase", "kv-writer", "immudb-writer"}) {
      services.push_back(
          std::make_unique<ServiceProcess>(name, std::vector<std::string>{}, Environment()));
    }
    WaitFor("KV_safeInputsFiles", load_.messages);
    const double bucket = Seconds(start);
    WaitFor(nats::kReceiptStream, load_.messages);
    return {
        {"service", "whole pipeline"},
        {"load", load_.name},
        {"bucket_messages_per_second", static_cast<double>(load_.messages) / bucket},
        {"both_stores_messages_per_second", static_cast<double>(load_.messages) / Seconds(start)}};
  }

 private:
  static double Seconds(steady_clock::time_point since) {
    return duration<double>(steady_clock::now() - since).count();
  }

  std::map<std::string, std::string> Environment() {
    return {
        {"NATS_URL", nats_.url()}, {"IMMUDB_ADDRESS", immudb_.address()}, {"LOG_LEVEL", "warn"}};
  }

  void Provision() {
    auto streams = nats::Topology({});
    streams[0].durables.emplace_back("relay");
    streams.push_back({"relay", {"relay.>"}, {}});
    const auto ensured =
        nats::EnsureStreams(client_.jetstream(), streams, {}, true, {}, [](const auto&) {});
    if (!ensured) throw std::runtime_error(ensured.error().message);
  }

  void FillRaw() {
    const std::string body = MakeParseEvent(load_.bytes, Language::kFrench);
    std::atomic<std::size_t> stored{0};
    std::size_t sent = 0;
    for (; sent < load_.messages; ++sent) {
      PollUntil(minutes(1), [&] { return sent - stored.load() < 256; });
      client_.jetstream().Publish(
          {nats::kRawStream, {}, KeyedBody(body, sent % kKeys)},
          [&stored](const base::Result<nats::PubAck>& ack) { stored += ack ? 1 : 0; });
    }
    if (!PollUntil(minutes(1), [&] { return stored.load() == sent; })) {
      throw std::runtime_error("the raw stream was not filled");
    }
  }

  void WaitFor(const std::string& stream, std::size_t messages) {
    if (!PollUntil(minutes(10), [&] { return client_.Messages(stream) >= messages; })) {
      throw std::runtime_error(stream + " never got " + std::to_string(messages) + " messages");
    }
  }

  /// Messages a second between the first tenth and the last message: starting up is not measured.
  double Rate(const std::string& stream) {
    const std::size_t tenth = load_.messages / 10;
    WaitFor(stream, tenth);
    const auto start = steady_clock::now();
    const auto already = client_.Messages(stream);
    WaitFor(stream, load_.messages);
    return static_cast<double>(load_.messages - already) / Seconds(start);
  }

  double DrainByRelay() {
    const testing::Process relay(
        {.argv = {
             std::string(PIPELINE_BIN_DIR) + "/relay", nats_.url(), nats::kRawStream, "relay"}});
    return Rate("relay");
  }

  double Drain(const Hop& hop) {
    const ServiceProcess service(hop.service, {}, Environment());
    return Rate(hop.output);
  }

  ordered_json Line(const std::string& service, double rate, double relay) {
    return {{"service", service},
            {"load", load_.name},
            {"messages_per_second", rate},
            {"megabytes_per_second", rate * static_cast<double>(load_.bytes) / 1e6},
            {"ratio_to_relay", rate / relay}};
  }

  const Load load_;
  testing::NatsServer nats_;
  testing::ImmudbServer immudb_;
  PipelineClient client_;
};

/// Kilobytes of a line such as VmRSS of /proc/{pid}/status.
long StatusKb(int pid, std::string_view field) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.substr(0, field.size()) == field) return std::stol(line.substr(field.size() + 1));
  }
  return 0;
}

/// Resident memory of each service, idle and after a hundred messages of 1 MB.
ordered_json Memory() {
  testing::NatsServer server({.max_payload = kMaxPayload});
  testing::ImmudbServer immudb;
  PipelineClient client(server.url());
  std::vector<std::unique_ptr<ServiceProcess>> services;
  for (const char* name : {"safe-inputs", "extract", "uppercase", "kv-writer", "immudb-writer"}) {
    services.push_back(std::make_unique<ServiceProcess>(
        name,
        std::vector<std::string>{},
        std::map<std::string, std::string>{{"NATS_URL", server.url()},
                                           {"IMMUDB_ADDRESS", immudb.address()},
                                           {"LISTEN_ADDRESS", "127.0.0.1:0"},
                                           {"LOG_LEVEL", "warn"}}));
    if (!services.back()->WaitReady()) throw std::runtime_error(services.back()->Log());
  }
  ordered_json lines = ordered_json::array();
  for (const auto& service : services) {
    lines.push_back({{"service", service->name()}, {"rest_kb", StatusKb(service->pid(), "VmRSS")}});
  }
  const std::string body = MakeParseEvent(1'000'000, Language::kFrench);
  constexpr std::size_t kMessages = 100;
  for (std::size_t i = 0; i < kMessages; ++i) client.Publish(nats::kRawStream, KeyedBody(body, i));
  if (!PollUntil(minutes(5), [&] { return client.Messages(nats::kReceiptStream) == kMessages; })) {
    throw std::runtime_error("the 1 MB messages did not arrive");
  }
  for (std::size_t i = 0; i < services.size(); ++i) {
    lines[i]["peak_kb"] = StatusKb(services[i]->pid(), "VmHWM");
  }
  return lines;
}

int Main(int argc, char** argv) {
  const std::string_view out_flag = "--benchmark_out=";
  std::string out;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.substr(0, out_flag.size()) == out_flag) out = argument.substr(out_flag.size());
  }
  ordered_json result = {{"hops", ordered_json::array()}, {"whole", ordered_json::array()}};
  for (const Load& load : Loads()) {
    for (const auto& line : PipelineBench(load).Run()) {
      std::cout << line.dump() << '\n' << std::flush;
      result["hops"].push_back(line);
    }
    result["whole"].push_back(PipelineBench(load).RunWhole());
    std::cout << result["whole"].back().dump() << '\n' << std::flush;
  }
  result["memory"] = Memory();
  std::cout << result["memory"].dump() << '\n' << std::flush;
  if (!out.empty()) std::ofstream(out) << result.dump(2) << '\n';
  return 0;
}

}  // namespace
}  // namespace pipeline::bench

int main(int argc, char** argv) {
  try {
    return pipeline::bench::Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "pipeline_bench: " << error.what() << '\n';
    return 1;
  }
}
