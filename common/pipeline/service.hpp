#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/base/options.hpp"
#include "common/contract/step.hpp"
#include "common/nats/topology.hpp"
#include "common/pipeline/effect.hpp"
#include "common/pipeline/reliable_publisher.hpp"
#include "common/pipeline/scheduler.hpp"
#include "common/service/runtime.hpp"

namespace pipeline {

/// A pipeline service: its input, its pure step, its outputs.
struct Service {
  std::string name;
  std::string purpose;  ///< For --help.
  std::string input_stream;
  std::string durable;
  std::vector<std::string> output_streams = {};  ///< A step service publishes to the first.
  /// Streams and durables that are not in the topology table: those of a step of your own.
  std::vector<nats::StreamSpec> own_streams = {};
  bool needs_bucket = false;  ///< The bucket's name is an option.
  contract::Step step;
  /// Adds options to the common ones.
  std::function<void(base::Options&)> add_options = {};
  /// A command to run instead of the service, called after the command line was parsed. Its exit
  /// code ends the process; without one the service runs.
  std::function<std::optional<int>()> run_command_and_exit = {};
};

/// The parts of a running service that an effect is made from.
struct EffectContext {
  service::Runtime& runtime;
  ReliablePublisher& publisher;
  Scheduler& scheduler;
};
using MakeEffect = std::function<base::Result<std::unique_ptr<Effect>>(const EffectContext&)>;

/// Runs a service until a stop is requested: parses the command line, waits for its servers, pulls,
/// and on SIGTERM finishes or hands back the messages in flight. Returns the process's exit code.
int RunService(const Service& service,
               int argc,
               const char* const* argv,
               const MakeEffect& make_effect);

/// The same for a service that publishes its step's output to one stream, by key.
int RunStepService(const Service& service, int argc, const char* const* argv);

}  // namespace pipeline
