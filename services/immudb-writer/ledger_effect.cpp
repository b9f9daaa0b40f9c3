#include "services/immudb-writer/ledger_effect.hpp"

#include <memory>
#include <utility>

#include "common/base/backoff.hpp"
#include "common/base/digest.hpp"
#include "common/contract/headers.hpp"
#include "common/nats/topology.hpp"

namespace pipeline::immudb_writer {
namespace {

using pipeline::Outcome;
using std::chrono::milliseconds;

constexpr const char* kStoreSource = "storing in the ledger";
constexpr const char* kProbeSource = "the ledger";
constexpr milliseconds kProbeInterval{2000};
constexpr std::int64_t kNsPerUs = 1000;

LedgerUpload UploadOf(const pipeline::Work& work) {
  LedgerUpload upload;
  upload.upload_id = work.provenance.upload_id;
  upload.filename = work.output.filename;
  upload.key = work.key;
  upload.sender = work.provenance.sender;
  upload.origin = work.provenance.origin.ToString();
  upload.body = work.body();
  upload.content_sha256 = work.BodySha256();
  upload.sheets = work.output.sheets;
  upload.rows = work.output.rows;
  upload.accepted_at_us = work.provenance.origin.time_ns / kNsPerUs;
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

void LedgerEffect::Apply(const pipeline::Work& work, Done done) {
  // The work stays alive until it is done, so nothing else needs to own its bytes.
  batcher_.Add({UploadOf(work), nullptr, [this, &work, done](std::optional<LedgerAnswer> answer) {
                  if (!answer) return done(Outcome::HandBack());
                  if (answer->has_value()) return PublishReceipt(work, **answer, done);
                  done({Outcome::Kind::kDeadLetter, answer->error()});
                }});
}

void LedgerEffect::PublishReceipt(const pipeline::Work& work, const LedgerEntry& entry, Done done) {
  auto receipt = std::make_shared<nats::Outgoing>();
  receipt->subject = std::string(nats::kReceiptStream) + "." + work.key;
  std::string body = MakeReceipt(UploadOf(work), entry, place_);
  receipt->headers = DescribingHeaders(work, base::Sha256Hex(body));
  receipt->body = nats::Body(std::move(body));
  receipt->headers.Set(contract::kMessageIdHeader, work.provenance.origin.ToString());
  receipt->headers.Set(contract::kAnchorTxIdHeader, std::to_string(entry.anchor.tx_id));
  receipt->headers.Set(contract::kAnchorTxHashHeader, entry.anchor.tx_hash);
  receipts_.Publish(receipt, [done = std::move(done)](const base::Result<nats::PubAck>& ack) {
    // A receipt is small and expects nothing, so an error means that the publisher was stopped.
    done(ack ? Outcome::Ack() : Outcome::HandBack());
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
