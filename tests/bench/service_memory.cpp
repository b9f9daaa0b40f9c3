#include "tests/bench/service_memory.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/contract/topology.hpp"
#include "tests/bench/load.hpp"
#include "tests/bench/proc_usage.hpp"
#include "tests/support/immudb_server.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::bench {
namespace {

using nlohmann::ordered_json;
using testing::ServiceProcess;
using Services = std::vector<std::unique_ptr<ServiceProcess>>;

constexpr std::size_t kMessages = 100;
constexpr std::size_t kBytes = 1'000'000;

Services StartAll(const std::map<std::string, std::string>& environment) {
  Services services;
  for (const char* name : {"safe-inputs", "extract", "uppercase", "kv-writer", "immudb-writer"}) {
    services.push_back(
        std::make_unique<ServiceProcess>(name, std::vector<std::string>{}, environment));
    if (!services.back()->WaitReady()) throw std::runtime_error(services.back()->Log());
  }
  return services;
}

}  // namespace

ordered_json MeasureMemory() {
  testing::NatsServer server({.max_payload = kMaxPayload});
  testing::ImmudbServer immudb;
  testing::PipelineClient client(server.url());
  const Services services = StartAll({{"NATS_URL", server.url()},
                                      {"IMMUDB_ADDRESS", immudb.address()},
                                      {"LISTEN_ADDRESS", "127.0.0.1:0"},
                                      {"LOG_LEVEL", "warn"}});
  ordered_json lines = ordered_json::array();
  for (const auto& service : services) {
    lines.push_back({{"service", service->name()}, {"rest_kb", StatusKb(service->pid(), "VmRSS")}});
  }
  const std::string body = MakeParseEvent(kBytes, Language::kFrench);
  for (std::size_t i = 0; i < kMessages; ++i) {
    client.Publish(contract::kRawStream, KeyedBody(body, i));
  }
  if (!testing::PollUntil(std::chrono::minutes(5),
                          [&] { return client.Messages(contract::kReceiptStream) == kMessages; })) {
    throw std::runtime_error("the 1 MB messages did not arrive");
  }
  for (std::size_t i = 0; i < services.size(); ++i) {
    lines[i]["peak_kb"] = StatusKb(services[i]->pid(), "VmHWM");
  }
  return lines;
}

}  // namespace pipeline::bench
