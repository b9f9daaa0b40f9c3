#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "common/pipeline/effect.hpp"
#include "common/pipeline/reliable_publisher.hpp"
#include "common/service/readiness.hpp"
#include "services/immudb-writer/ledger.hpp"
#include "services/immudb-writer/ledger_batcher.hpp"
#include "services/immudb-writer/receipt.hpp"

namespace pipeline::immudb_writer {

/// Stores uploads in the ledger, in batches over uploads, and publishes a receipt for each; done
/// only when the receipt is stored. If the process dies after the row and before the receipt, the
/// redelivery finds the row and publishes the receipt then. The ledger has no order between
/// uploads, so only messages with one Upload-Id come one after the other.
class LedgerEffect final : public pipeline::Effect {
 public:
  /// All of them outlive it.
  LedgerEffect(Ledger& ledger,
               pipeline::ReliablePublisher& receipts,
               service::Readiness& readiness,
               LedgerPlace place);

  std::string OrderKey(const pipeline::ProcessedMessage& message) const override {
    return message.provenance.upload_id;
  }
  void Apply(const pipeline::ProcessedMessage& message, Done done) override;
  void Stop() override;

 private:
  LedgerBatcherOptions BatcherOptions();
  void PublishReceipt(const pipeline::ProcessedMessage& message,
                      const LedgerEntry& entry,
                      Done done);
  void WatchLedger(const std::stop_token& stop);

  Ledger& ledger_;
  pipeline::ReliablePublisher& receipts_;
  service::Readiness& readiness_;
  const LedgerPlace place_;
  LedgerBatcher batcher_;
  std::jthread probe_thread_;
};

}  // namespace pipeline::immudb_writer
