#include "common/nats/handles.hpp"

#include <nats/nats.h>

#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

namespace pipeline::nats {
namespace {

using base::ErrorCode;

constexpr std::size_t kMaxMessages = 64;
constexpr std::size_t kMaxBytes = 256UL * 1024;

struct SpentMessages {
  std::mutex mutex;
  std::vector<natsMsg*> messages;
  std::size_t bytes = 0;
};

void DestroyLater(natsMsg* message) {
  // Never destroyed: messages are spent until the process ends.
  static SpentMessages* const spent = new SpentMessages;
  std::vector<natsMsg*> full;
  {
    const std::lock_guard lock(spent->mutex);
    spent->messages.push_back(message);
    spent->bytes += static_cast<std::size_t>(natsMsg_GetDataLength(message));
    if (spent->messages.size() < kMaxMessages && spent->bytes < kMaxBytes) return;
    full = std::exchange(spent->messages, {});
    spent->messages.reserve(kMaxMessages);
    spent->bytes = 0;
  }
  for (natsMsg* each : full) natsMsg_Destroy(each);
}

}  // namespace

void Destroy::operator()(natsOptions* options) const { natsOptions_Destroy(options); }
void Destroy::operator()(natsConnection* connection) const { natsConnection_Destroy(connection); }
void Destroy::operator()(natsSubscription* subscription) const {
  natsSubscription_Destroy(subscription);
}
void Destroy::operator()(natsMsg* message) const { DestroyLater(message); }

base::Error ToError(int nats_status, std::string_view context) {
  const auto status = static_cast<natsStatus>(nats_status);
  std::string message = std::string(context) + ": " + natsStatus_GetText(status);
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

std::string ReasonOf(int nats_status) {
  const char* detail = nats_GetLastError(nullptr);
  if (detail == nullptr || *detail == '\0') {
    return natsStatus_GetText(static_cast<natsStatus>(nats_status));
  }
  const std::string_view text = detail;
  const std::size_t place = text.starts_with('(') ? text.find("): ") : std::string_view::npos;
  return std::string(place == std::string_view::npos ? text : text.substr(place + 3));
}

}  // namespace pipeline::nats
