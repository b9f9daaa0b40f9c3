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

std::string ReasonOf(natsStatus status) {
  const char* detail = nats_GetLastError(nullptr);
  if (detail == nullptr || *detail == '\0') return natsStatus_GetText(status);
  const std::string_view text = detail;
  const std::size_t place = text.starts_with('(') ? text.find("): ") : std::string_view::npos;
  return std::string(place == std::string_view::npos ? text : text.substr(place + 3));
}

}  // namespace pipeline::nats
