#include "services/provision/commands.hpp"

#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "common/base/backoff.hpp"
#include "common/base/exit_code.hpp"
#include "common/base/log.hpp"
#include "common/base/time.hpp"
#include "services/provision/run.hpp"
#include "services/provision/trim.hpp"

namespace pipeline::provision {

using base::ErrorCode;

namespace {

// Flushed, for whoever follows it.
void Tell(const std::string& line) { std::cout << line << '\n' << std::flush; }

base::Result<std::vector<Change>> Differences(Site& site) {
  auto changes = site.patience.Retry([&] { return site.streams.Plan(); });
  if (!changes) return tl::make_unexpected(std::move(changes).error().Within("NATS"));
  if (!site.ledger) return changes;
  auto more = site.patience.Retry([&] { return site.ledger->Plan(); });
  if (!more) return tl::make_unexpected(std::move(more).error().Within("the ledger"));
  changes->insert(changes->end(), more->begin(), more->end());
  return changes;
}

int Show(const std::vector<Change>& changes) {
  for (const Change& change : changes) Tell(ToText(change));
  if (!changes.empty()) return kExitDifferent;
  Tell("nothing differs");
  return base::kExitOk;
}

base::Error Refusal(const std::vector<Change>& losses) {
  std::string message = "expected --allow-data-loss; nothing was changed:";
  for (const Change& loss : losses) message += "\n  " + ToText(loss);
  return {ErrorCode::kConflict, std::move(message), false};
}

// One stream that cannot be trimmed keeps no other from it; the first error is answered.
base::Result<void> TrimOnce(Site& site, const CommandLine& line) {
  base::Result<void> done;
  for (const auto& trimmed : Trim(site.admin, line.common.topology, line.keep, base::NowNs())) {
    if (trimmed) {
      Tell("stream " + trimmed->stream + ": deleted " + std::to_string(trimmed->purged) +
           " messages below sequence " + std::to_string(trimmed->below));
    } else if (done) {
      done = tl::make_unexpected(trimmed.error());
    }
  }
  return done;
}

}  // namespace

Site::Site(nats::JetStream& jetstream,
           const CommandLine& line,
           const Patience& shared_patience,
           std::stop_token stop_requested)
    : admin(jetstream),
      streams(admin, line.common.topology, Tell),
      patience(shared_patience),
      stop(std::move(stop_requested)) {
  if (line.HasLedger()) ledger.emplace(line.ledger, Tell);
}

base::Result<int> Plan(Site& site) { return Differences(site).map(Show); }

base::Result<int> Apply(Site& site, bool allow_data_loss) {
  const auto changes = Differences(site);
  if (!changes) return tl::make_unexpected(changes.error());
  const auto losses = Losses(*changes);
  if (!losses.empty() && !allow_data_loss) return tl::make_unexpected(Refusal(losses));
  if (changes->empty()) return Show(*changes);
  auto applied = site.patience.Retry([&] { return site.streams.Apply(allow_data_loss); });
  if (!applied) return tl::make_unexpected(std::move(applied).error().Within("NATS"));
  if (site.ledger) applied = site.patience.Retry([&] { return site.ledger->Apply(); });
  if (!applied) return tl::make_unexpected(std::move(applied).error().Within("the ledger"));
  return base::kExitOk;
}

base::Result<int> Check(Site& site) {
  auto changes = Differences(site);
  if (!changes) return tl::make_unexpected(std::move(changes).error());
  if (site.ledger) {
    auto overwritten = site.patience.Retry([&] { return site.ledger->Overwritten(); });
    if (!overwritten) {
      return tl::make_unexpected(std::move(overwritten).error().Within("the ledger"));
    }
    changes->insert(changes->end(), overwritten->begin(), overwritten->end());
  }
  return Show(*changes);
}

base::Result<int> TrimAgainAndAgain(Site& site, const CommandLine& line) {
  if (line.every.count() == 0) {
    auto done = site.patience.Retry([&] { return TrimOnce(site, line); });
    if (!done) return tl::make_unexpected(std::move(done).error());
    return base::kExitOk;
  }
  while (!site.stop.stop_requested()) {
    // A stream or consumer that is missing may come: whoever makes it may start later.
    if (const auto done = TrimOnce(site, line); !done) base::LogWarning("{}", done.error().message);
    base::SleepFor(line.every, site.stop);
  }
  return base::kExitOk;
}

}  // namespace pipeline::provision
