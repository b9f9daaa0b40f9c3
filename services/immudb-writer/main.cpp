#include <memory>
#include <optional>

#include "common/base/backoff.hpp"
#include "common/base/logging.hpp"
#include "common/contract/sheet_message.hpp"
#include "common/contract/topology.hpp"
#include "common/pipeline/service.hpp"
#include "libs/ledger/ledger_schema.hpp"
#include "services/immudb-writer/command_line.hpp"
#include "services/immudb-writer/immudb_ledger.hpp"
#include "services/immudb-writer/ledger_effect.hpp"

namespace {

using namespace pipeline;
using namespace pipeline::immudb_writer;

// Until the ledger is there, its tables are, and they are ours.
base::Result<void> WaitForSchema(ImmudbLedger& ledger, service::Runtime& runtime) {
  base::Backoff backoff(std::chrono::milliseconds(200), std::chrono::milliseconds(5000));
  while (!runtime.stop_token().stop_requested()) {
    auto ready = ledger.EnsureSchema();
    if (ready) {
      runtime.readiness().Resume(service::Readiness::kStarting);
      return {};
    }
    if (!ready.error().retryable) return ready;
    runtime.readiness().Wait(service::Readiness::kStarting, ready.error().message);
    base::SleepFor(backoff.Next(), runtime.stop_token());
  }
  return base::Fail(base::ErrorCode::kUnavailable, "stopped while waiting for the ledger", true);
}

base::Result<std::unique_ptr<pipeline::Effect>> MakeLedgerEffect(
    ImmudbLedger& ledger, const std::string& database, const pipeline::EffectContext& context) {
  auto ready = WaitForSchema(ledger, context.runtime);
  if (!ready) return tl::make_unexpected(std::move(ready).error());
  return std::make_unique<LedgerEffect>(ledger,
                                        context.publisher,
                                        context.runtime.readiness(),
                                        LedgerPlace{database, std::string(ledger::kUploadTable)});
}

}  // namespace

int main(int argc, char** argv) {
  CommandLine command_line;
  std::optional<ImmudbLedger> ledger;
  return pipeline::RunService(
      {.name = "immudb-writer",
       .purpose = "Stores uploads in the immudb ledger.",
       .input_stream = contract::kUppercasedStream,
       .durable = contract::kLedgerConsumer,
       .output_streams = {contract::kReceiptStream},
       .step = contract::InspectSheetMessage,
       .add_options = [&](base::Options& options) { AddLedgerOptions(options, &command_line); },
       .run_command_and_exit = [&]() -> std::optional<int> {
         if (command_line.show.empty()) return std::nullopt;
         return Show(command_line);
       }},
      argc,
      argv,
      [&](const pipeline::EffectContext& context) {
        base::WarnIfReadableByAll("IMMUDB_PASSWORD_FILE", command_line.immudb.password_file);
        ledger.emplace(command_line.immudb);
        return MakeLedgerEffect(*ledger, command_line.immudb.database, context);
      });
}
