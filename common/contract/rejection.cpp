#include "common/contract/rejection.hpp"

#include <utility>

namespace pipeline::contract {
namespace {

RejectionCode CodeOf(json::JsonErrorCode code) {
  switch (code) {
    case json::JsonErrorCode::kEmpty:
      return RejectionCode::kEmptyBody;
    case json::JsonErrorCode::kNotJson:
      return RejectionCode::kNotJson;
    case json::JsonErrorCode::kInvalidUtf8:
      return RejectionCode::kInvalidUtf8;
    case json::JsonErrorCode::kLoneSurrogate:
      return RejectionCode::kLoneSurrogate;
    case json::JsonErrorCode::kDuplicateKey:
      return RejectionCode::kDuplicateKey;
    case json::JsonErrorCode::kTooDeep:
      return RejectionCode::kTooDeep;
    case json::JsonErrorCode::kTooLarge:
      return RejectionCode::kTooLarge;
  }
  return RejectionCode::kNotJson;
}

}  // namespace

std::string_view ToString(RejectionCode code) {
  switch (code) {
    case RejectionCode::kEmptyBody:
      return "empty-body";
    case RejectionCode::kNotJson:
      return "not-json";
    case RejectionCode::kInvalidUtf8:
      return "invalid-utf8";
    case RejectionCode::kLoneSurrogate:
      return "lone-surrogate";
    case RejectionCode::kDuplicateKey:
      return "duplicate-key";
    case RejectionCode::kTooDeep:
      return "too-deep";
    case RejectionCode::kNotAnObject:
      return "not-an-object";
    case RejectionCode::kNotDone:
      return "not-done";
    case RejectionCode::kMissingState:
      return "missing-state";
    case RejectionCode::kMissingFilename:
      return "missing-filename";
    case RejectionCode::kEmptyFilename:
      return "empty-filename";
    case RejectionCode::kFilenameTooLong:
      return "filename-too-long";
    case RejectionCode::kMissingSheets:
      return "missing-sheets";
    case RejectionCode::kSheetsNotAnArray:
      return "sheets-not-an-array";
    case RejectionCode::kInvalidSheet:
      return "invalid-sheet";
    case RejectionCode::kMissingContent:
      return "missing-content";
    case RejectionCode::kInvalidSender:
      return "invalid-sender";
    case RejectionCode::kHashMismatch:
      return "hash-mismatch";
    case RejectionCode::kTooLarge:
      return "too-large";
    case RejectionCode::kKeyConflict:
      return "key-conflict";
    case RejectionCode::kUploadIdReused:
      return "upload-id-reused";
    case RejectionCode::kLedgerLimit:
      return "ledger-limit";
    case RejectionCode::kStepCrashed:
      return "step-crashed";
  }
  return "unknown";
}

Rejection ToRejection(json::JsonError error) {
  return {CodeOf(error.code), std::move(error.message)};
}

}  // namespace pipeline::contract
