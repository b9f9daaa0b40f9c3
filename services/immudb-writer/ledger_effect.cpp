#include "services/immudb-writer/ledger_effect.hpp"

#include <memory>
#include <utility>

#include "common/base/backoff.hpp"
#include "common/base/digest.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/topology.hpp"

namespace pipeline::immudb_writer {
namespace {

using pipeline::EffectResult;
using std::chrono::milliseconds;

constexpr const char* kStoreSource = "storing in the ledger";
constexpr const char* kProbeSource = "the ledger";
constexpr milliseconds kProbeInterval{2000};
constexpr std::int64_t kNsPerUs = 1000;

LedgerUpload UploadOf(const pipeline::ProcessedMessage& message) {
  LedgerUpload upload;
  upload.upload_id = message.provenance.upload_id;
  upload.filename = message.output.filename;
  upload.key = message.key;
  upload.sender = message.provenance.sender;
  upload.origin = message.provenance.origin.ToString();
  upload.body = message.body();
  upload.content_sha256 = message.BodySha256();
  upload.sheets = message.output.sheets;
  upload.rows = message.output.rows;
  upload.accepted_at_us = message.provenance.origin.time_ns / kNsPerUs;
  return upload;
}

}  // namespace

LedgerEffect::LedgerEffect(Ledger& ledger,
                           pipeline::ReliablePublisher& receipts,
                           service::Readiness& readiness,
                           LedgerPlace place)
    : ledger_(ledger),
      receipts_(receipts),
      readiness_(readiness),
      place_(std::move(place)),
      batcher_(ledger, BatcherOptions()),
      probe_thread_([this](const std::stop_token& stop) { WatchLedger(stop); }) {}

LedgerBatcherOptions LedgerEffect::BatcherOptions() {
  LedgerBatcherOptions options;
  options.on_outage = [this](const base::Error& error) {
    readiness_.Wait(kStoreSource, error.message);
  };
  options.on_recovered = [this] { readiness_.Resume(kStoreSource); };
  return options;
}

void LedgerEffect::Apply(const pipeline::ProcessedMessage& message, Done done) {
  // The message stays alive until it is done, so nothing else needs to own its bytes.
  batcher_.Add(
      {UploadOf(message), nullptr, [this, &message, done](std::optional<LedgerAnswer> answer) {
         if (!answer) return done(EffectResult::HandBack());
         if (answer->has_value()) return PublishReceipt(message, **answer, done);
         done({EffectResult::Kind::kDeadLetter, answer->error()});
       }});
}

void LedgerEffect::PublishReceipt(const pipeline::ProcessedMessage& message,
                                  const LedgerEntry& entry,
                                  Done done) {
  auto receipt = std::make_shared<nats::Outgoing>();
  receipt->subject = std::string(contract::kReceiptStream) + "." + message.key;
  std::string body = MakeReceipt(UploadOf(message), entry, place_);
  receipt->headers = DescribingHeaders(message, base::Sha256Hex(body));
  receipt->body = nats::Body(std::move(body));
  receipt->headers.Set(contract::kMessageIdHeader, message.provenance.origin.ToString());
  receipt->headers.Set(contract::kAnchorTxIdHeader, std::to_string(entry.anchor.tx_id));
  receipt->headers.Set(contract::kAnchorTxHashHeader, entry.anchor.tx_hash);
  receipts_.Publish(receipt, [done = std::move(done)](const base::Result<nats::PubAck>& ack) {
    // A receipt is small and expects nothing, so an error means that the publisher was stopped.
    done(ack ? EffectResult::Ack() : EffectResult::HandBack());
  });
}

void LedgerEffect::WatchLedger(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const auto answered = ledger_.Probe();
    if (answered) {
      readiness_.Resume(kProbeSource);
    } else {
      readiness_.Wait(kProbeSource, answered.error().message);
    }
    base::SleepFor(kProbeInterval, stop);
  }
}

void LedgerEffect::Stop() {
  probe_thread_.request_stop();
  batcher_.Stop();
  receipts_.Stop();
}

}  // namespace pipeline::immudb_writer
