#include <atomic>
#include <csignal>
#include <iostream>
#include <stop_token>

#include "common/base/exit_code.hpp"
#include "common/base/logging.hpp"
#include "common/base/stop_signals.hpp"
#include "common/nats/session.hpp"
#include "services/kv-reader/command_line.hpp"
#include "services/kv-reader/commands.hpp"

namespace pipeline::kv_reader {
namespace {

using base::ErrorCode;

int Report(const base::Error& error) {
  if (!error.message.empty()) std::cerr << "kv-reader: " << error.message << '\n';
  return error.code == ErrorCode::kInvalidConfiguration ? base::kExitConfiguration
                                                        : base::kExitFailure;
}

base::Result<void> RunOnce(const CommandLine& line, Output& output) {
  auto session = nats::Session::OpenWithin(line.timeout, line.common.nats, {}, {});
  if (!session) return tl::make_unexpected(std::move(session).error());
  files::BucketReader bucket((*session)->jetstream(), line.common.topology.bucket, line.timeout);
  if (line.command == "keys") return ShowKeys(bucket, line, output);
  if (line.command == "get") return ShowValue(bucket, line, output);
  return ShowHistory(bucket, line, output);
}

base::Result<void> RunWatch(const CommandLine& line, Output& output) {
  std::stop_source stop;
  const base::StopSignals signals(stop);
  std::atomic<bool> lost{false};
  auto session = nats::Session::OpenWithin(line.timeout, line.common.nats, stop.get_token(), [&] {
    lost.store(true);
    stop.request_stop();
  });
  if (!session) {
    if (stop.stop_requested()) return {};
    return tl::make_unexpected(std::move(session).error());
  }
  auto watched = Watch((*session)->jetstream(), line, output, stop.get_token());
  if (watched && lost.load()) {
    return base::Fail(ErrorCode::kUnavailable, "the connection to NATS is closed for good");
  }
  return watched;
}

// Call it before any thread is started. Returns the exit code.
int Run(const CommandLine& line) {
  base::SetUpLogging("kv-reader", line.common.log_level, line.common.log_format);
  std::signal(SIGPIPE, SIG_IGN);
  Output output(stdout);
  const auto done = line.command == "watch" ? RunWatch(line, output) : RunOnce(line, output);
  const auto flushed = output.Flush();
  if (!done) return Report(done.error());
  return flushed ? base::kExitOk : Report(flushed.error());
}

}  // namespace
}  // namespace pipeline::kv_reader

int main(int argc, char** argv) {
  pipeline::kv_reader::CommandLine line;
  const auto exit_code = pipeline::kv_reader::ParseCommandLine(argc, argv, &line);
  return exit_code ? *exit_code : pipeline::kv_reader::Run(line);
}
