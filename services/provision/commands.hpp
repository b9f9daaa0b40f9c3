#pragma once

#include <optional>
#include <stop_token>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"
#include "services/provision/command_line.hpp"
#include "services/provision/jetstream_admin.hpp"
#include "services/provision/ledger_provisioner.hpp"
#include "services/provision/patience.hpp"
#include "services/provision/stream_provisioner.hpp"

namespace pipeline::provision {

/// The servers of one run. What the constructor takes outlives it.
struct Site {
  Site(nats::JetStream& jetstream,
       const CommandLine& line,
       const Patience& patience,
       std::stop_token stop);

  JetStreamAdmin admin;
  StreamProvisioner streams;
  std::optional<LedgerProvisioner> ledger;
  const Patience& patience;
  std::stop_token stop;
};

/// Each prints what it found or did and answers the exit code; an error is for the caller to tell.
base::Result<int> Plan(Site& site);
base::Result<int> Apply(Site& site, bool allow_data_loss);
base::Result<int> Check(Site& site);
/// Once, or until a stop is requested. With a pause an error that may pass is told and outlived.
base::Result<int> TrimAgainAndAgain(Site& site, const CommandLine& line);

}  // namespace pipeline::provision
