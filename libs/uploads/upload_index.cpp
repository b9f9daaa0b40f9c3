#include "libs/uploads/upload_index.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/time.hpp"
#include "common/contract/topology.hpp"
#include "libs/uploads/upload_event.hpp"

namespace pipeline::uploads {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Raw messages read at the start, for their ids, per kept upload.
constexpr std::uint64_t kRawFactor = 16;
constexpr milliseconds kRawCatchUp{1000};
constexpr std::int64_t kNsPerSecond = 1'000'000'000;
// Streams of a cluster may be led by servers whose clocks differ.
constexpr std::int64_t kClockSkewNs = 60 * kNsPerSecond;
// The other streams are read this far back where the raw stream is empty.
constexpr std::int64_t kWithoutRawNs = 3600 * kNsPerSecond;

constexpr milliseconds kFresh{200};
constexpr milliseconds kCatchUp{500};

// The time since which a stream certainly holds everything that was ever stored in it.
std::int64_t CompleteSince(const nats::StreamSummary& summary) {
  if (summary.first_sequence <= 1) return std::numeric_limits<std::int64_t>::min();
  return summary.messages == 0 ? std::numeric_limits<std::int64_t>::max() : summary.first_time_ns;
}

}  // namespace

// The progress of a service through its input. Asks the server on demand, at most five times a
// second. Thread-safe.
class ConsumerProgress {
 public:
  // `outputs` follow the streams that the service publishes to; they outlive this.
  ConsumerProgress(nats::JetStream& jetstream,
                   std::string stream,
                   std::string durable,
                   std::vector<nats::StreamFollower*> outputs);

  // Whether the service has acknowledged everything up to `sequence`, and the followers of its
  // outputs have delivered everything that it published before. False also where that cannot be
  // known: the server does not answer, or outputs since `since_ns` may have been purged.
  bool HasSettled(std::uint64_t sequence, std::int64_t since_ns);

 private:
  void Refresh();

  nats::JetStream& jetstream_;
  const std::string stream_;
  const std::string durable_;
  const std::vector<nats::StreamFollower*> outputs_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point read_at_{};
  std::uint64_t floor_ = 0;
  std::int64_t complete_since_ns_ = 0;
};

ConsumerProgress::ConsumerProgress(nats::JetStream& jetstream,
                                   std::string stream,
                                   std::string durable,
                                   std::vector<nats::StreamFollower*> outputs)
    : jetstream_(jetstream),
      stream_(std::move(stream)),
      durable_(std::move(durable)),
      outputs_(std::move(outputs)) {}

bool ConsumerProgress::HasSettled(std::uint64_t sequence, std::int64_t since_ns) {
  const std::lock_guard lock(mutex_);
  if (steady_clock::now() - read_at_ > kFresh) Refresh();
  return floor_ >= sequence && since_ns >= complete_since_ns_;
}

void ConsumerProgress::Refresh() {
  floor_ = 0;
  read_at_ = steady_clock::now();
  const auto info = jetstream_.Api("CONSUMER.INFO." + stream_ + "." + durable_, "");
  if (!info) return;
  const std::uint64_t floor =
      info->value("ack_floor", nlohmann::json::object()).value("stream_seq", std::uint64_t{0});
  complete_since_ns_ = std::numeric_limits<std::int64_t>::min();
  for (nats::StreamFollower* output : outputs_) {
    const auto summary = nats::ReadStreamSummary(jetstream_, output->stream());
    if (!summary) {
      if (summary.error().code == base::ErrorCode::kNotFound) continue;  // Nothing was published.
      return;
    }
    complete_since_ns_ = std::max(complete_since_ns_, CompleteSince(*summary));
    if (!output->Reaches(*summary, kCatchUp)) return;
  }
  floor_ = floor;
  read_at_ = steady_clock::now();
}

void ChangedUploads::Add(const std::string& upload_id) {
  const std::lock_guard lock(mutex_);
  ids_.insert(upload_id);
  changed_.notify_all();
}

void ChangedUploads::Stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_all();
}

std::optional<ChangedUploads::Ids> ChangedUploads::Wait(std::chrono::milliseconds at_most) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, at_most, [this] { return !ids_.empty() || stopped_; });
  if (stopped_) return std::nullopt;
  return std::exchange(ids_, {});
}

UploadChanges::~UploadChanges() {
  for (const auto& [id, watcher] : by_id_) watcher->Stop();
}

void UploadChanges::Subscribe(const std::string& upload_id,
                              const std::shared_ptr<ChangedUploads>& watcher) {
  const std::lock_guard lock(mutex_);
  by_id_.emplace(upload_id, watcher);
}

void UploadChanges::Unsubscribe(const std::string& upload_id,
                                const std::shared_ptr<ChangedUploads>& watcher) {
  const std::lock_guard lock(mutex_);
  const auto [begin, end] = by_id_.equal_range(upload_id);
  for (auto entry = begin; entry != end; ++entry) {
    if (entry->second != watcher) continue;
    by_id_.erase(entry);
    return;
  }
}

void UploadChanges::Notify(const std::string& upload_id) {
  const std::lock_guard lock(mutex_);
  const auto [begin, end] = by_id_.equal_range(upload_id);
  for (auto entry = begin; entry != end; ++entry) entry->second->Add(upload_id);
}

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

UploadIndex::~UploadIndex() = default;

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
    changes_.Notify(event->upload_id);
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

// No message of a kept upload is older than the oldest kept upload.
std::int64_t UploadIndex::TimeBehindRaw(const std::stop_token& stop) const {
  raw_->WaitUntilCaughtUp(stop);
  const std::lock_guard lock(mutex_);
  const auto oldest = table_.oldest();
  return oldest ? oldest->time_ns - kClockSkewNs : base::NowNs() - kWithoutRawNs;
}

tl::expected<UploadState, Missing> UploadIndex::Find(const std::string& upload_id) {
  if (!NotReady().empty()) return tl::make_unexpected(Missing::kBuilding);
  auto record = FindRecord(upload_id);
  if (!record && SeesWholeRawStream()) record = FindRecord(upload_id);
  if (!record) {
    const std::lock_guard lock(mutex_);
    return tl::make_unexpected(table_.FindEvicted(upload_id) ? Missing::kAgedOut
                                                             : Missing::kUnknown);
  }
  const Evidence evidence = Gather(*record);
  // The evidence holds for the record after it was gathered: the followers may have moved on.
  const auto now = FindRecord(upload_id);
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
    // Messages that came while the evidence was gathered belong to it: see Find().
    const std::lock_guard lock(mutex_);
    const UploadRecord* now = table_.Find(record.origin);
    states.push_back(now != nullptr ? StateOf(*now, evidence) : StateOf(record, {}));
  }
  return states;
}

std::optional<std::uint64_t> UploadIndex::RevisionOfEvicted(std::string_view upload_id) const {
  const std::lock_guard lock(mutex_);
  const auto revision = table_.FindEvicted(upload_id);
  return revision && *revision > 0 ? revision : std::nullopt;
}

std::optional<UploadRecord> UploadIndex::FindRecord(const std::string& upload_id) const {
  const std::lock_guard lock(mutex_);
  const UploadRecord* record = table_.Find(upload_id);
  return record == nullptr ? std::nullopt : std::make_optional(*record);
}

// Ensures that an upload is never unknown once its sender has the receipt.
bool UploadIndex::SeesWholeRawStream() {
  const auto summary = nats::ReadStreamSummary(jetstream_, contract::kRawStream);
  return summary && raw_->Reaches(*summary, kRawCatchUp);
}

Evidence UploadIndex::Gather(const UploadRecord& record) {
  Evidence evidence;
  // Without a connection the last messages still hold.
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
