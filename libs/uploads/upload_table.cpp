#include "libs/uploads/upload_table.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "common/contract/sheet_key.hpp"
#include "common/contract/topology.hpp"

namespace pipeline::uploads {
namespace {

// With the kept uploads 16 times the capacity: as much as is read of the raw stream at the start.
constexpr std::size_t kEvictedFactor = 15;

template <typename T>
void FillIn(T* known, const T& said) {
  if (*known == T()) *known = said;
}

void ApplyDeadLetter(const UploadEvent& event, UploadRecord* record) {
  const DeadLetterMark letter{event.service, event.code, event.reason, event.time_ns};
  // A message that a step before the stores gave up reaches neither store.
  const auto store = contract::StoreWrittenBy(event.service);
  if (store != contract::Store::kLedger && !record->bucket_dead_letter) {
    record->bucket_dead_letter = letter;
  }
  if (store != contract::Store::kBucket && !record->ledger_dead_letter) {
    record->ledger_dead_letter = letter;
  }
}

void ApplyDescription(const UploadEvent& event, UploadRecord* record) {
  FillIn(&record->sender, event.sender);
  FillIn(&record->filename, event.filename);
  FillIn(&record->sha256, event.kind == EventKind::kAccepted ? event.sha256 : std::string());
  FillIn(&record->bytes, event.bytes);
  FillIn(&record->sheets, event.sheets);
  FillIn(&record->rows, event.rows);
  if (record->key.empty() && !record->filename.empty()) {
    record->key = contract::KeyOf(record->sender, record->filename);
  }
}

std::uint64_t HashOf(std::string_view text) { return std::hash<std::string_view>()(text); }

}  // namespace

void EvictedUploads::Add(std::string_view upload_id, std::uint64_t revision) {
  if (capacity_ == 0) return;
  const Evicted upload{HashOf(upload_id), revision};
  if (uploads_.size() < capacity_) {
    uploads_.push_back(upload);
    return;
  }
  uploads_[next_] = upload;
  next_ = (next_ + 1) % capacity_;
}

std::optional<std::uint64_t> EvictedUploads::Find(std::string_view upload_id) const {
  const auto found = std::find_if(
      uploads_.begin(), uploads_.end(), [hash = HashOf(upload_id)](const Evicted& one) {
        return one.hash == hash;
      });
  return found == uploads_.end() ? std::nullopt : std::make_optional(found->revision);
}

void NewestRevisions::Add(const RevisionMark& revision,
                          const contract::Origin& origin,
                          const std::string& filename) {
  Newest& newest = by_key_[revision.key];
  if (newest.sequence > 0 && newest.origin >= origin) return;
  newest = {origin, filename, revision.sequence, revision.time_ns};
  if (by_key_.size() > 2 * capacity_) Shrink();
}

std::optional<RevisionMark> NewestRevisions::NewerThan(const UploadRecord& record) const {
  if (record.filename.empty()) return std::nullopt;
  for (const std::string& key : {contract::KeyOf(record.sender, record.filename),
                                 contract::AlternativeKeyOf(record.sender, record.filename)}) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) continue;
    const Newest& newest = found->second;
    const bool same_file = newest.filename.empty() || newest.filename == record.filename;
    if (same_file && newest.origin > record.origin) {
      return RevisionMark{key, newest.sequence, newest.time_ns};
    }
  }
  return std::nullopt;
}

void NewestRevisions::Shrink() {
  std::vector<contract::Origin> origins;
  origins.reserve(by_key_.size());
  for (const auto& [key, newest] : by_key_) origins.push_back(newest.origin);
  const auto oldest_kept = origins.end() - static_cast<std::ptrdiff_t>(capacity_);
  std::nth_element(origins.begin(), oldest_kept, origins.end());
  std::erase_if(by_key_, [&](const auto& entry) { return entry.second.origin < *oldest_kept; });
}

UploadTable::UploadTable(std::size_t capacity)
    : capacity_(std::max<std::size_t>(1, capacity)),
      evicted_(kEvictedFactor * capacity_),
      newest_(capacity_) {}

void UploadTable::Apply(const UploadEvent& event) {
  const RevisionMark revision{event.key, event.sequence, event.time_ns};
  if (event.kind == EventKind::kRevision) newest_.Add(revision, event.origin, event.filename);
  UploadRecord* record = event.upload_id.empty() ? nullptr : Obtain(event);
  if (record == nullptr) return;
  ApplyDescription(event, record);
  switch (event.kind) {
    case EventKind::kAccepted:
      break;
    case EventKind::kExtracted:
      record->extracted = StageMark{event.time_ns, event.sequence};
      break;
    case EventKind::kUppercased:
      record->uppercased = StageMark{event.time_ns, event.sequence};
      break;
    case EventKind::kReceipt:
      record->receipt = ReceiptMark{event.transaction, event.transaction_hash, event.time_ns};
      break;
    case EventKind::kDeadLetter:
      ApplyDeadLetter(event, record);
      break;
    case EventKind::kRevision:
      record->revision = revision;
      break;
  }
}

const UploadRecord* UploadTable::Find(const std::string& upload_id) const {
  const auto found = by_id_.find(upload_id);
  return found == by_id_.end() ? nullptr : &by_origin_.at(found->second);
}

const UploadRecord* UploadTable::Find(const contract::Origin& origin) const {
  const auto found = by_origin_.find(origin);
  return found == by_origin_.end() ? nullptr : &found->second;
}

std::vector<UploadRecord> UploadTable::Newest(std::size_t count,
                                              const std::optional<contract::Origin>& before) const {
  std::vector<UploadRecord> newest;
  auto next = before ? by_origin_.lower_bound(*before) : by_origin_.end();
  while (newest.size() < count && next != by_origin_.begin()) newest.push_back((--next)->second);
  return newest;
}

std::optional<contract::Origin> UploadTable::oldest() const {
  if (by_origin_.empty()) return std::nullopt;
  return by_origin_.begin()->first;
}

// The record of an event's upload; null for an evicted one.
UploadRecord* UploadTable::Obtain(const UploadEvent& event) {
  const auto known = by_origin_.find(event.origin);
  if (known != by_origin_.end()) return &known->second;
  if (by_origin_.size() >= capacity_ && event.origin < by_origin_.begin()->first) {
    if (event.kind == EventKind::kAccepted) evicted_.Add(event.upload_id, 0);
    return nullptr;
  }
  UploadRecord record;
  record.origin = event.origin;
  record.upload_id = event.upload_id;
  UploadRecord* added = &by_origin_.emplace(event.origin, std::move(record)).first->second;
  const auto [newest, first] = by_id_.try_emplace(event.upload_id, event.origin);
  if (!first) newest->second = std::max(newest->second, event.origin);
  if (by_origin_.size() > capacity_) EvictOldest();
  return added;
}

void UploadTable::EvictOldest() {
  const auto oldest = by_origin_.begin();
  const auto id = by_id_.find(oldest->second.upload_id);
  if (id != by_id_.end() && id->second == oldest->first) {
    const auto& revision = oldest->second.revision;
    evicted_.Add(id->first, revision ? revision->sequence : 0);
    by_id_.erase(id);
  }
  by_origin_.erase(oldest);
}

}  // namespace pipeline::uploads
