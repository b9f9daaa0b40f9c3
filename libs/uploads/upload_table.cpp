#include "libs/uploads/upload_table.hpp"

#include <algorithm>
#include <utility>

#include "common/contract/sheet_key.hpp"
#include "common/contract/topology.hpp"

namespace pipeline::uploads {
namespace {

// With the uploads kept, 16 times the capacity: what is read of the raw stream at the start.
constexpr std::size_t kAgedOutFactor = 15;

template <typename T>
void FillIn(T* known, const T& said) {
  if (*known == T()) *known = said;
}

void ApplyDeadLetter(const UploadEvent& event, UploadRecord* record) {
  const DeadLetter letter{event.service, event.code, event.reason, event.time_ns};
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

}  // namespace

UploadTable::UploadTable(std::size_t capacity)
    : capacity_(std::max<std::size_t>(1, capacity)),
      aged_out_(kAgedOutFactor * capacity_),
      newest_(capacity_) {}

void UploadTable::Apply(const UploadEvent& event) {
  const Revision revision{event.key, event.sequence, event.time_ns};
  if (event.kind == EventKind::kRevision) newest_.Add(revision, event.origin, event.filename);
  UploadRecord* record = event.upload_id.empty() ? nullptr : Obtain(event);
  if (record == nullptr) return;
  ApplyDescription(event, record);
  switch (event.kind) {
    case EventKind::kAccepted:
      break;
    case EventKind::kExtracted:
      record->extracted = Mark{event.time_ns, event.sequence};
      break;
    case EventKind::kUppercased:
      record->uppercased = Mark{event.time_ns, event.sequence};
      break;
    case EventKind::kReceipt:
      record->receipt = LedgerReceipt{event.transaction, event.transaction_hash, event.time_ns};
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

// The record of an event's upload; nothing where that has aged out.
UploadRecord* UploadTable::Obtain(const UploadEvent& event) {
  const auto known = by_origin_.find(event.origin);
  if (known != by_origin_.end()) return &known->second;
  if (by_origin_.size() >= capacity_ && event.origin < by_origin_.begin()->first) {
    if (event.kind == EventKind::kAccepted) aged_out_.Add(event.upload_id, 0);
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
    aged_out_.Add(id->first, revision ? revision->sequence : 0);
    by_id_.erase(id);
  }
  by_origin_.erase(oldest);
}

}  // namespace pipeline::uploads
