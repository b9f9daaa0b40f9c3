#include "common/pipeline/service.hpp"

#include <string_view>
#include <thread>
#include <utility>

#include "common/base/backoff.hpp"
#include "common/base/log.hpp"
#include "common/contract/topology.hpp"
#include "common/pipeline/message_flow.hpp"
#include "common/pipeline/pull_loop.hpp"
#include "common/pipeline/step_runner.hpp"

namespace pipeline {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// A stopping service lets the messages in flight finish for this long.
constexpr milliseconds kDrainTimeout{10'000};

void Drain(const InFlight& in_flight, PullLoop& loop) {
  const auto deadline = steady_clock::now() + kDrainTimeout;
  while (in_flight.messages() > 0 && steady_clock::now() < deadline) {
    loop.KeepInProgress();
    std::this_thread::sleep_for(milliseconds(10));
  }
  if (in_flight.messages() > 0) {
    base::LogWarning("{} messages were not finished; they will be delivered again",
                     in_flight.messages());
  }
}

std::vector<nats::StreamSpec> StreamsOf(const Service& service,
                                        const nats::TopologyOptions& options) {
  std::vector<std::string> names = service.output_streams;
  names.push_back(service.input_stream);
  names.emplace_back(contract::kDeadLetterStream);
  if (service.needs_bucket) names.push_back(contract::BucketStream(options.bucket));
  std::vector<nats::StreamSpec> streams = nats::StreamsNamed(names, options);
  streams.insert(streams.end(), service.own_streams.begin(), service.own_streams.end());
  return streams;
}

base::Result<void> Serve(const Service& service,
                         service::Runtime& runtime,
                         const MakeEffect& make_effect) {
  auto started = runtime.Start(StreamsOf(service, runtime.options().topology));
  if (!started) return started;
  InFlight in_flight(runtime.connection(), runtime.readiness());
  Scheduler scheduler;
  ReliablePublisher publisher(runtime.jetstream(), scheduler, runtime.readiness());
  auto effect = make_effect({runtime, publisher, scheduler});
  if (!effect) return tl::make_unexpected(std::move(effect).error());
  ReliablePublisher dead_letters(
      runtime.jetstream(), scheduler, runtime.readiness(), ReliablePublisher::GiveUp::kNever);
  MessageFlow flow(service, runtime, **effect, dead_letters);
  PullLoop loop(runtime.connection(),
                runtime.readiness(),
                in_flight,
                {.stream = service.input_stream,
                 .durable = service.durable,
                 .ack_wait = runtime.options().topology.ack_wait});
  runtime.OnReconnect([&loop] { loop.OnReconnected(); });
  auto ran = loop.Run([&flow](Delivery delivery) { flow.Handle(std::move(delivery)); },
                      runtime.stop_token());
  flow.Stop();
  Drain(in_flight, loop);
  // No callback may run after the objects above are destroyed.
  scheduler.Stop();
  runtime.jetstream().requests().Cancel();
  runtime.OnReconnect({});
  return ran;
}

}  // namespace

int RunService(const Service& service,
               int argc,
               const char* const* argv,
               const MakeEffect& make_effect) {
  if (argc == 2 && std::string_view(argv[1]) == kRunStepArgument) {
    return RunStepAsChild(service.step);
  }
  service::CommonOptions common;
  base::Options options(service.name, service.purpose);
  service::AddCommonOptions(options, service.name, &common);
  if (service.add_options) service.add_options(options);
  if (const auto exit_code = options.Parse(argc, argv)) return *exit_code;
  if (const auto exit_code = service::RunHealthCheck(common)) return *exit_code;
  if (service.run_command_and_exit) {
    if (const auto exit_code = service.run_command_and_exit()) return *exit_code;
  }
  service::Runtime runtime(service.name, std::move(common));
  const auto served = Serve(service, runtime, make_effect);
  return served ? runtime.Finish() : runtime.ExitCodeOf(served.error());
}

int RunStepService(const Service& service, int argc, const char* const* argv) {
  return RunService(service, argc, argv, [&](const EffectContext& context) {
    return base::Result<std::unique_ptr<Effect>>(
        std::make_unique<PublishEffect>(context.publisher, service.output_streams.front()));
  });
}

}  // namespace pipeline
