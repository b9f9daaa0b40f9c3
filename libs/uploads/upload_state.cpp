#include "libs/uploads/upload_state.hpp"

namespace pipeline::uploads {
namespace {

using Kind = StoreState::Kind;

StoreState DeadLettered(const DeadLetterMark& letter) {
  StoreState state{.kind = Kind::kDeadLettered, .time_ns = letter.time_ns};
  state.code = letter.code;
  state.reason = letter.reason;
  state.service = letter.service;
  return state;
}

StoreState BucketState(const UploadRecord& record, const Evidence& evidence) {
  if (record.revision) {
    StoreState state{.kind = Kind::kStored, .time_ns = record.revision->time_ns};
    state.key = record.revision->key;
    state.revision = record.revision->sequence;
    return state;
  }
  if (record.bucket_dead_letter) return DeadLettered(*record.bucket_dead_letter);
  if (evidence.extract_settled && MayBeSkipped(record)) return {.kind = Kind::kSkipped};
  if (evidence.bucket_settled && evidence.newer && MayBeSuperseded(record)) {
    StoreState state{.kind = Kind::kSuperseded, .time_ns = evidence.newer->time_ns};
    state.key = evidence.newer->key;
    state.revision = evidence.newer->sequence;
    return state;
  }
  return {};
}

StoreState LedgerState(const UploadRecord& record, const Evidence& evidence) {
  if (record.receipt) {
    StoreState state{.kind = Kind::kStored, .time_ns = record.receipt->time_ns};
    state.transaction = record.receipt->transaction;
    state.transaction_hash = record.receipt->transaction_hash;
    return state;
  }
  if (record.ledger_dead_letter) return DeadLettered(*record.ledger_dead_letter);
  if (evidence.extract_settled && MayBeSkipped(record)) return {.kind = Kind::kSkipped};
  return {};
}

}  // namespace

const char* ToString(Kind kind) {
  switch (kind) {
    case Kind::kPending:
      return "pending";
    case Kind::kStored:
      return "stored";
    case Kind::kSuperseded:
      return "superseded";
    case Kind::kDeadLettered:
      return "deadLettered";
    case Kind::kSkipped:
      return "skipped";
  }
  return "pending";
}

UploadState StateOf(const UploadRecord& record, const Evidence& evidence) {
  return {record, BucketState(record, evidence), LedgerState(record, evidence)};
}

bool MayBeSkipped(const UploadRecord& record) {
  return !record.extracted && !record.uppercased && !record.revision && !record.receipt &&
         !record.bucket_dead_letter && !record.ledger_dead_letter;
}

bool MayBeSuperseded(const UploadRecord& record) {
  return record.uppercased && !record.revision && !record.bucket_dead_letter;
}

}  // namespace pipeline::uploads
