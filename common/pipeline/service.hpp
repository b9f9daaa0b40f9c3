#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/base/options.hpp"
#include "common/contract/step.hpp"
#include "common/pipeline/effect.hpp"
#include "common/pipeline/reliable_publisher.hpp"
#include "common/pipeline/scheduler.hpp"
#include "common/service/runtime.hpp"

namespace pipeline {

/// A pipeline service: what it reads, its pure step, what else it needs.
struct Service {
  std::string name;
  std::string purpose;  ///< For --help.
  std::string input_stream;
  std::string durable;
  std::vector<std::string> output_streams = {};  ///< The first is where a step service publishes.
  /// Streams and durables that are not in the topology table: what a step of your own adds.
  std::vector<nats::StreamSpec> own_streams = {};
  bool needs_bucket = false;  ///< The bucket's name is an option.
  contract::Step step;
  /// More options than the common ones.
  std::function<void(base::Options&)> add_options = {};
  /// Called when the command line has been read: an exit code ends the program without serving.
  std::function<std::optional<int>()> instead = {};
};

/// What an effect is made from.
struct EffectContext {
  service::Runtime& runtime;
  ReliablePublisher& publisher;
  Scheduler& scheduler;
};
using MakeEffect = std::function<base::Result<std::unique_ptr<Effect>>(const EffectContext&)>;

/// Runs a service until it is told to stop: parses the command line, waits for its servers, pulls,
/// and on SIGTERM finishes or hands back what it holds. Returns the process's exit code.
int RunService(const Service& service,
               int argc,
               const char* const* argv,
               const MakeEffect& make_effect);

/// The same for a service that publishes its step's output to one stream, by key.
int RunStepService(const Service& service, int argc, const char* const* argv);

}  // namespace pipeline
