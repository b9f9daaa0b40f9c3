#include "services/provision/run.hpp"

#include <atomic>
#include <csignal>
#include <iostream>
#include <memory>
#include <stop_token>
#include <utility>
#include <vector>

#include "common/base/exit_code.hpp"
#include "common/base/logging.hpp"
#include "common/base/stop_signals.hpp"
#include "common/nats/session.hpp"
#include "services/provision/commands.hpp"
#include "services/provision/patience.hpp"

namespace pipeline::provision {
namespace {

using base::ErrorCode;

int Report(const base::Error& error) {
  std::cerr << "provision: " << error.message << '\n';
  return error.code == ErrorCode::kInvalidConfiguration ? base::kExitConfiguration
                                                        : base::kExitFailure;
}

base::Result<int> Do(const CommandLine& line, Site& site) {
  if (line.command == "plan") return Plan(site);
  if (line.command == "apply") return Apply(site, line.allow_data_loss);
  if (line.command == "check") return Check(site);
  return TrimAgainAndAgain(site, line);
}

}  // namespace

int Run(const CommandLine& line) {
  base::SetUpLogging("provision", line.common.log_level, line.common.log_format);
  std::signal(SIGPIPE, SIG_IGN);
  std::stop_source stop;
  const base::StopSignals signals(stop);
  const Patience patience(line.timeout, stop.get_token());
  std::atomic<bool> lost{false};
  auto session = nats::Session::OpenWithin(line.timeout, line.common.nats, stop.get_token(), [&] {
    lost.store(true);
    stop.request_stop();
  });
  if (!session) return Report(session.error());
  Site site((*session)->jetstream(), line, patience, stop.get_token());
  const auto done = Do(line, site);
  if (lost.load()) {
    return Report({ErrorCode::kUnavailable, "the connection to NATS is closed for good", true});
  }
  return done ? *done : Report(done.error());
}

}  // namespace pipeline::provision
