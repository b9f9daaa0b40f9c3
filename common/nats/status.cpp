#include "common/nats/status.hpp"

#include <string>
#include <utility>

namespace pipeline::nats {

using base::ErrorCode;

base::Error ToError(natsStatus status, std::string_view what) {
  std::string message = std::string(what) + ": " + natsStatus_GetText(status);
  switch (status) {
    case NATS_TIMEOUT:
      return {ErrorCode::kTimeout, std::move(message), true};
    case NATS_MAX_PAYLOAD:
      return {ErrorCode::kTooLarge, std::move(message), false};
    case NATS_INVALID_ARG:
    case NATS_INVALID_SUBJECT:
      return {ErrorCode::kInvalidInput, std::move(message), false};
    default:
      return {ErrorCode::kUnavailable, std::move(message), true};
  }
}

}  // namespace pipeline::nats
