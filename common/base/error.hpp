#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace pipeline::base {

/// The kind of failure, for code that has to decide. The text is for people.
enum class ErrorCode {
  kInvalidConfiguration,
  kInvalidInput,
  kTooLarge,
  kNotFound,
  kConflict,
  kPermissionDenied,
  kFull,
  kTimeout,
  kUnavailable,
  kCorrupted,
  kInternal,
};

std::string_view ToString(ErrorCode code);

/// A failure as a value. `message` says what was expected, what came and where. `retryable` is true
/// where the same call may succeed later without anybody changing its input.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
  bool retryable = false;

  /// The same error with `context` in front: "context: message".
  Error Within(std::string_view context) && {
    message.insert(0, ": ").insert(0, context);
    return std::move(*this);
  }
};

template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> Fail(ErrorCode code, std::string message, bool retryable = false) {
  return tl::make_unexpected(Error{code, std::move(message), retryable});
}

}  // namespace pipeline::base
