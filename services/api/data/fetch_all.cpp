#include "services/api/data/fetch_all.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

namespace pipeline::api {
namespace {

using Stored = base::Result<nats::StoredMessage>;

constexpr std::int64_t kBytesAtOnce = 32LL * 1024 * 1024;
constexpr std::int64_t kMostAtOnce = 256;

// Shared with the callbacks: the last may still hold the lock when the waiting ends.
struct Gathering {
  explicit Gathering(std::size_t count) : answers(count) {}

  void Take(std::size_t which, Stored answer) {
    {
      const std::lock_guard lock(mutex);
      answers[which] = std::move(answer);
      --unanswered;
    }
    changed.notify_one();  // Without the lock, which the woken thread needs at once.
  }
  // Waits until fewer than `most` are unanswered.
  void WaitBelow(std::size_t most) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [this, most] { return unanswered < most; });
  }

  std::mutex mutex;
  std::condition_variable changed;
  std::size_t unanswered = 0;
  std::vector<Stored> answers;
};

}  // namespace

std::vector<Stored> FetchAll(std::size_t count,
                             std::size_t at_once,
                             const RequestMessage& request) {
  const auto gathering = std::make_shared<Gathering>(count);
  for (std::size_t which = 0; which < count; ++which) {
    gathering->WaitBelow(std::max<std::size_t>(1, at_once));
    {
      const std::lock_guard lock(gathering->mutex);
      ++gathering->unanswered;
    }
    request(which,
            [gathering, which](Stored answer) { gathering->Take(which, std::move(answer)); });
  }
  gathering->WaitBelow(1);
  return std::move(gathering->answers);
}

std::size_t MessagesAtOnce(const nats::Connection& connection, std::size_t count) {
  if (count < 2) return count;  // MaxPayload() takes a lock that nats.c's reading thread needs.
  // A body travels as base64 in JSON.
  const std::int64_t bytes = std::max<std::int64_t>(1, connection.MaxPayload()) * 4 / 3;
  return static_cast<std::size_t>(std::clamp<std::int64_t>(kBytesAtOnce / bytes, 1, kMostAtOnce));
}

}  // namespace pipeline::api
