#include "libs/uploads/upload_index.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "common/base/time.hpp"
#include "common/contract/topology.hpp"
#include "libs/uploads/upload_event.hpp"

namespace pipeline::uploads {
namespace {

using std::chrono::milliseconds;

// How many more raw messages than uploads are kept are read at the start, for their ids.
constexpr std::uint64_t kRawFactor = 16;
constexpr milliseconds kRawCatchUp{1000};
constexpr std::int64_t kNsPerSecond = 1'000'000'000;
// Streams of a cluster may be led by servers whose clocks differ.
constexpr std::int64_t kClockSkewNs = 60 * kNsPerSecond;
// How far back the other streams are read where the raw stream holds nothing to start from.
constexpr std::int64_t kWithoutRawNs = 3600 * kNsPerSecond;

}  // namespace

UploadIndex::UploadIndex(nats::Connection& connection,
                         nats::JetStream& jetstream,
                         UploadIndexOptions options)
    : connection_(connection),
      jetstream_(jetstream),
      options_(std::move(options)),
      table_(options_.uploads) {
  const auto behind_raw =
      [this](const nats::StreamSummary&, const std::stop_token& stop, nats::ReadOptions* read) {
        read->start_time_ns = TimeBehindRaw(stop);
      };
  const auto below = [](const char* stream) { return std::string(stream) + "."; };
  raw_ = Follow(contract::kRawStream,
                EventKind::kAccepted,
                below(contract::kRawStream),
                [this](const nats::StreamSummary& summary, const std::stop_token&, auto* read) {
                  read->start_sequence = FirstRawSequence(summary);
                });
  extracted_ = Follow(contract::kExtractedStream,
                      EventKind::kExtracted,
                      below(contract::kExtractedStream),
                      behind_raw);
  uppercased_ = Follow(contract::kUppercasedStream,
                       EventKind::kUppercased,
                       below(contract::kUppercasedStream),
                       behind_raw);
  receipts_ = Follow(
      contract::kReceiptStream, EventKind::kReceipt, below(contract::kReceiptStream), behind_raw);
  dead_letters_ = Follow(contract::kDeadLetterStream,
                         EventKind::kDeadLetter,
                         below(contract::kDeadLetterStream),
                         behind_raw);
  bucket_ = Follow(contract::BucketStream(options_.bucket),
                   EventKind::kRevision,
                   contract::BucketSubject(options_.bucket, ""),
                   behind_raw);
  extract_progress_ = std::make_unique<ConsumerProgress>(
      jetstream_,
      contract::kRawStream,
      contract::kRawConsumer,
      std::vector<nats::StreamFollower*>{extracted_.get(), dead_letters_.get()});
  bucket_progress_ = std::make_unique<ConsumerProgress>(
      jetstream_,
      contract::kUppercasedStream,
      contract::kBucketConsumer,
      std::vector<nats::StreamFollower*>{bucket_.get(), dead_letters_.get()});
}

std::unique_ptr<nats::StreamFollower> UploadIndex::Follow(const std::string& stream,
                                                          EventKind kind,
                                                          std::string subject_prefix,
                                                          nats::StreamFollower::Start start) {
  auto deliver = [this, kind, prefix = std::move(subject_prefix)](const nats::Message& message,
                                                                  const nats::Position& position) {
    const auto event = ReadEvent(
        {kind, message.subject(), prefix, position.sequence, position.time_ns}, message.headers());
    if (!event) return;
    {
      const std::lock_guard lock(mutex_);
      table_.Apply(*event);
    }
    signals_.Raise(event->upload_id);
  };
  return std::make_unique<nats::StreamFollower>(
      jetstream_,
      nats::StreamFollower::Options{
          .stream = stream, .start = std::move(start), .deliver = std::move(deliver)});
}

std::uint64_t UploadIndex::FirstRawSequence(const nats::StreamSummary& summary) const {
  const std::uint64_t wanted = kRawFactor * options_.uploads;
  const std::uint64_t start =
      summary.last_sequence > wanted ? summary.last_sequence - wanted + 1 : 1;
  return std::max(start, summary.first_sequence);
}

// Nothing that belongs to a kept upload is older than the oldest of them.
std::int64_t UploadIndex::TimeBehindRaw(const std::stop_token& stop) const {
  raw_->WaitUntilCaughtUp(stop);
  const std::lock_guard lock(mutex_);
  const auto oldest = table_.oldest();
  return oldest ? oldest->time_ns - kClockSkewNs : base::NowNs() - kWithoutRawNs;
}

tl::expected<UploadState, Missing> UploadIndex::Find(const std::string& upload_id) {
  if (!NotReady().empty()) return tl::make_unexpected(Missing::kBuilding);
  auto record = Look(upload_id);
  if (!record && SeesWholeRawStream()) record = Look(upload_id);
  if (!record) {
    const std::lock_guard lock(mutex_);
    return tl::make_unexpected(table_.AgedOut(upload_id) ? Missing::kAgedOut : Missing::kUnknown);
  }
  const Evidence evidence = Gather(*record);
  // The followers may have moved on while the evidence was gathered, and it speaks of the state
  // after.
  const auto now = Look(upload_id);
  if (!now || now->origin != record->origin) return StateOf(*record, {});
  return StateOf(*now, evidence);
}

tl::expected<std::vector<UploadState>, Missing> UploadIndex::Newest(
    std::size_t count, const std::optional<contract::Origin>& before) {
  if (!NotReady().empty()) return tl::make_unexpected(Missing::kBuilding);
  std::vector<UploadRecord> records;
  {
    const std::lock_guard lock(mutex_);
    records = table_.Newest(count, before);
  }
  std::vector<UploadState> states;
  states.reserve(records.size());
  for (UploadRecord& record : records) {
    const Evidence evidence = Gather(record);
    // What was heard while the evidence was gathered belongs to it: see Find().
    const std::lock_guard lock(mutex_);
    const UploadRecord* now = table_.Find(record.origin);
    states.push_back(now != nullptr ? StateOf(*now, evidence) : StateOf(record, {}));
  }
  return states;
}

std::optional<std::uint64_t> UploadIndex::RevisionOfAgedOut(std::string_view upload_id) const {
  const std::lock_guard lock(mutex_);
  const auto revision = table_.AgedOut(upload_id);
  return revision && *revision > 0 ? revision : std::nullopt;
}

std::optional<UploadRecord> UploadIndex::Look(const std::string& upload_id) const {
  const std::lock_guard lock(mutex_);
  const UploadRecord* record = table_.Find(upload_id);
  return record == nullptr ? std::nullopt : std::make_optional(*record);
}

// So that an upload is never unknown once its sender has the receipt.
bool UploadIndex::SeesWholeRawStream() {
  const auto summary = nats::ReadStreamSummary(jetstream_, contract::kRawStream);
  return summary && raw_->Reaches(*summary, kRawCatchUp);
}

Evidence UploadIndex::Gather(const UploadRecord& record) {
  Evidence evidence;
  // While NATS is away there is nobody to ask, and what its messages said last still holds.
  if (!connection_.IsConnected()) return evidence;
  const std::int64_t since_ns = record.origin.time_ns;
  if (MayBeSkipped(record)) {
    evidence.extract_settled = extract_progress_->HasSettled(record.origin.sequence, since_ns);
  } else if (MayBeSuperseded(record)) {
    // A newer revision proves itself; what was purged of the bucket does not matter.
    evidence.bucket_settled = bucket_progress_->HasSettled(
        record.uppercased->sequence, std::numeric_limits<std::int64_t>::max());
    const std::lock_guard lock(mutex_);
    evidence.newer = table_.NewerRevisionThan(record);
  }
  return evidence;
}

std::string UploadIndex::NotReady() const {
  for (const auto* follower : {raw_.get(),
                               extracted_.get(),
                               uppercased_.get(),
                               receipts_.get(),
                               dead_letters_.get(),
                               bucket_.get()}) {
    if (!follower->CaughtUp()) return "reading " + follower->stream() + " into the upload index";
  }
  return {};
}

void UploadIndex::OnReconnected() {
  for (auto* follower : {raw_.get(),
                         extracted_.get(),
                         uppercased_.get(),
                         receipts_.get(),
                         dead_letters_.get(),
                         bucket_.get()}) {
    follower->OnReconnected();
  }
}

}  // namespace pipeline::uploads
