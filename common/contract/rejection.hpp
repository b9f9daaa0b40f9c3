#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "common/json/error.hpp"

namespace pipeline::contract {

/// Why a message can never become a stored sheet. The names of ToString() are the stable codes of
/// docs/message-contract.md: they travel as Dead-Letter-Code and as `code` of an HTTP problem.
enum class RejectionCode {
  kEmptyBody,
  kNotJson,
  kInvalidUtf8,
  kLoneSurrogate,
  kDuplicateKey,
  kTooDeep,
  kNotAnObject,
  kNotDone,  ///< `state` is a string other than DONE: skipped in the pipeline, refused over HTTP.
  kMissingState,
  kMissingFilename,
  kEmptyFilename,
  kFilenameTooLong,
  kMissingSheets,
  kSheetsNotAnArray,
  kInvalidSheet,  ///< An element of `sheets`/`content` without sheetName (string) and data (array).
  kMissingContent,  ///< A later stage's message without `content`.
  kInvalidSender,   ///< The subject's sender tokens are outside [A-Za-z0-9_-].
  kHashMismatch,    ///< Content-Sha256 is not the hash of the body.
  kTooLarge,        ///< Outgrew max_payload at this stage.
  kKeyConflict,     ///< Both keys of a name hold other names.
  kUploadIdReused,  ///< The ledger holds other bytes under this Upload-Id.
  kLedgerLimit,     ///< A value that the ledger's schema cannot hold.
  kStepCrashed,     ///< The pure step died of this message, in a process of its own.
};

std::string_view ToString(RejectionCode code);

/// What is wrong, for people: where (byte offset, or path such as sheets[2].data), what was
/// expected, what came. Never quotes the payload beyond a type name or a number.
struct Rejection {
  RejectionCode code = RejectionCode::kNotJson;
  std::string message;
};

/// The rejection of a message whose body is not a valid document.
Rejection ToRejection(json::JsonError error);

template <typename T>
using Checked = tl::expected<T, Rejection>;

}  // namespace pipeline::contract
