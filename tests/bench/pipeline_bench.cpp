// How fast each hop of the pipeline drains a full stream, and the whole of it, on a real
// nats-server and immudb, beside a relay hop that only copies and acknowledges, in the same run;
// and the services' memory.
//   pipeline_bench [--repetitions=N] [--benchmark_out=FILE] [--benchmark_out_format=json]
// Each repetition (3) has servers of its own. Of each figure the median is said.
#include <algorithm>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "common/contract/topology.hpp"
#include "tests/bench/pipeline_run.hpp"
#include "tests/bench/service_memory.hpp"

namespace pipeline::bench {
namespace {

using nlohmann::ordered_json;

struct Sample {
  Rate rate;
  Rate relay;  // Its baseline, of the same repetition.
};

double Median(const std::vector<Sample>& samples, const std::function<double(const Sample&)>& of) {
  std::vector<double> values;
  values.reserve(samples.size());
  for (const Sample& sample : samples) values.push_back(of(sample));
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

ordered_json Line(const Hop& hop, const Load& load, const std::vector<Sample>& samples) {
  const auto rate = [](const Sample& s) { return s.rate.messages_per_second; };
  const auto relay = [](const Sample& s) { return s.relay.messages_per_second; };
  return {{"service", hop.service},
          {"load", load.name},
          {"messages_per_second", Median(samples, rate)},
          {"megabytes_per_second", Median(samples, rate) * static_cast<double>(load.bytes) / 1e6},
          {"relay_messages_per_second", Median(samples, relay)},
          {"ratio_to_relay", Median(samples, [&](const auto& s) { return rate(s) / relay(s); })},
          {"cpu_us_per_message", Median(samples, [](const auto& s) { return s.rate.service_us; })},
          {"server_cpu_us_per_message",
           Median(samples, [](const auto& s) { return s.rate.server_us; })},
          {"relay_cpu_us_per_message",
           Median(samples, [](const auto& s) { return s.relay.service_us; })},
          {"relay_server_cpu_us_per_message",
           Median(samples, [](const auto& s) { return s.relay.server_us; })}};
}

ordered_json MeasureHops(const Load& load, int repetitions) {
  std::map<std::string, std::vector<Sample>> samples;
  for (int i = 0; i < repetitions; ++i) {
    PipelineRun run(load, load.messages);
    for (const Hop& hop : Hops()) {
      const Rate relay = run.DrainByRelay(hop);
      const bool ledger = hop.output == contract::kReceiptStream;
      samples[hop.service].push_back(
          {run.Drain(hop, ledger ? load.ledger_messages : load.messages), relay});
    }
  }
  ordered_json lines = ordered_json::array();
  for (const Hop& hop : Hops()) lines.push_back(Line(hop, load, samples[hop.service]));
  return lines;
}

ordered_json MeasureWhole(const Load& load) {
  const auto whole = PipelineRun(load, load.ledger_messages).RunWhole();
  return {{"service", "whole pipeline"},
          {"load", load.name},
          {"bucket_messages_per_second", whole.bucket},
          {"both_stores_messages_per_second", whole.both_stores}};
}

// The text after `flag`, or `otherwise`.
std::string Flag(int argc, char** argv, std::string_view flag, std::string otherwise) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.starts_with(flag)) otherwise = argument.substr(flag.size());
  }
  return otherwise;
}

int Main(int argc, char** argv) {
  const std::string out = Flag(argc, argv, "--benchmark_out=", "");
  const int repetitions = std::max(1, std::stoi(Flag(argc, argv, "--repetitions=", "3")));
  ordered_json result = {{"hops", ordered_json::array()}, {"whole", ordered_json::array()}};
  const auto show = [](const ordered_json& line) {
    std::cout << line.dump() << '\n' << std::flush;
  };
  for (const Load& load : Loads()) {
    for (const auto& line : MeasureHops(load, repetitions)) {
      show(line);
      result["hops"].push_back(line);
    }
    result["whole"].push_back(MeasureWhole(load));
    show(result["whole"].back());
  }
  result["memory"] = MeasureMemory();
  show(result["memory"]);
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
