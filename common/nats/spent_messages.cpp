#include "common/nats/spent_messages.hpp"

#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

namespace pipeline::nats {
namespace {

constexpr std::size_t kMostMessages = 64;
constexpr std::size_t kMostBytes = 256UL * 1024;

struct Spent {
  std::mutex mutex;
  std::vector<natsMsg*> messages;
  std::size_t bytes = 0;
};

// Never destroyed: messages may be discarded until the process ends.
Spent& TheSpent() {
  static Spent* const spent = new Spent;
  return *spent;
}

}  // namespace

void Discard(natsMsg* message) {
  if (message == nullptr) return;
  Spent& spent = TheSpent();
  std::vector<natsMsg*> full;
  {
    const std::lock_guard lock(spent.mutex);
    spent.messages.push_back(message);
    spent.bytes += static_cast<std::size_t>(natsMsg_GetDataLength(message));
    if (spent.messages.size() < kMostMessages && spent.bytes < kMostBytes) return;
    full = std::exchange(spent.messages, {});
    spent.messages.reserve(kMostMessages);
    spent.bytes = 0;
  }
  for (natsMsg* each : full) natsMsg_Destroy(each);
}

}  // namespace pipeline::nats
