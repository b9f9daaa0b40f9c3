#include "tests/support/whole_pipeline.hpp"

#include <algorithm>

#include "common/contract/topology.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/poll.hpp"

namespace pipeline::testing {

WholePipeline::WholePipeline()
    : nats_({.max_payload = 8UL * 1024 * 1024}), address_(LoopbackAddress(FreePort())) {
  for (const char* name : {"safe-inputs", "extract", "uppercase", "kv-writer", "immudb-writer"}) {
    services_.push_back(
        std::make_unique<ServiceProcess>(name, std::vector<std::string>{}, Environment()));
  }
}

std::map<std::string, std::string> WholePipeline::Environment() const {
  return {{"NATS_URL", nats_.url()},
          {"IMMUDB_ADDRESS", immudb_.address()},
          {"LISTEN_ADDRESS", address_},
          {"UPLOADS_PER_MINUTE", "0"},
          {"SAFE_INPUTS_URL", "http://" + address_},
          {"ACK_WAIT", "2s"}};
}

bool WholePipeline::WaitReady() {
  return std::all_of(
      services_.begin(), services_.end(), [](auto& service) { return service->WaitReady(); });
}

bool WholePipeline::WaitDrained(std::chrono::milliseconds timeout) {
  PipelineClient client(nats_.url());
  return PollUntil(timeout, [&] {
    return client.IsDrained(contract::kRawStream, contract::kRawConsumer) &&
           client.IsDrained(contract::kExtractedStream, contract::kExtractedConsumer) &&
           client.IsDrained(contract::kUppercasedStream, contract::kBucketConsumer) &&
           client.IsDrained(contract::kUppercasedStream, contract::kLedgerConsumer);
  });
}

std::string WholePipeline::Logs() const {
  std::string logs;
  for (const auto& service : services_) logs += service->name() + ":\n" + service->Log() + "\n";
  return logs;
}

}  // namespace pipeline::testing
