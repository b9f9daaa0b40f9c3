#include "libs/http/idle_connections.hpp"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace pipeline::http {

using Head = ClientConnection::Head;

namespace {

// The most that a deadline is noticed late.
constexpr int kResolutionMs = 200;

// Reports the next event only, so that a connection that leaves needs no removal.
bool Watch(int epoll, int descriptor, short awaited) {
  epoll_event event{};
  event.events = EPOLLONESHOT | static_cast<unsigned>(awaited == POLLOUT ? EPOLLOUT : EPOLLIN);
  event.data.fd = descriptor;
  // Only a new connection has to be added.
  return epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event) == 0 ||
         epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

}  // namespace

IdleConnections::IdleConnections(std::size_t capacity, std::function<void(Connection)> ready)
    : capacity_(capacity),
      ready_(std::move(ready)),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      wake_(eventfd(0, EFD_CLOEXEC)),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

IdleConnections::~IdleConnections() {
  Stop();
  close(wake_);
  close(epoll_);
}

void IdleConnections::Stop() {
  thread_.request_stop();
  eventfd_write(wake_, 1);
  if (thread_.joinable()) thread_.join();
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  waiting_.clear();
}

void IdleConnections::Add(Connection connection) {
  connection->AwaitRequest();
  // A pipelined request may be in the buffer already; the socket would not report it.
  const Head head = connection->Buffered() ? connection->Receive() : connection->State();
  if (head == Head::kClosed) return;
  if (head != Head::kIncomplete) return ready_(std::move(connection));
  Connection displaced;
  const std::lock_guard lock(mutex_);
  if (stopped_) return;
  if (waiting_.size() >= capacity_) {
    const auto next = std::min_element(waiting_.begin(), waiting_.end(), [](auto& a, auto& b) {
      return a.second->Deadline() < b.second->Deadline();
    });
    displaced = std::move(next->second);
    waiting_.erase(next);
  }
  const int descriptor = connection->descriptor();
  if (Watch(epoll_, descriptor, POLLIN)) {
    waiting_.insert_or_assign(descriptor, std::move(connection));
  }
}

void IdleConnections::Run(const std::stop_token& stop) {
  Watch(epoll_, wake_, POLLIN);
  std::array<epoll_event, 64> events{};
  auto next_check = std::chrono::steady_clock::now();
  while (!stop.stop_requested()) {
    const int count = epoll_wait(epoll_, events.data(), events.size(), kResolutionMs);
    for (int i = 0; i < count && !stop.stop_requested(); ++i) {
      OnEvent(events[static_cast<std::size_t>(i)].data.fd);
    }
    if (std::chrono::steady_clock::now() < next_check) continue;
    EndExpired();
    next_check = std::chrono::steady_clock::now() + std::chrono::milliseconds(kResolutionMs);
  }
}

void IdleConnections::OnEvent(int descriptor) {
  Connection taken;
  {
    const std::lock_guard lock(mutex_);
    const auto found = waiting_.find(descriptor);
    if (found == waiting_.end()) return;  // Closed meanwhile, or the wake-up.
    const Head head = found->second->Receive();
    if (head == Head::kIncomplete) {
      Watch(epoll_, descriptor, found->second->awaited_event());
      return;
    }
    taken = std::move(waiting_.extract(found).mapped());
    if (head == Head::kClosed) return;
  }
  ready_(std::move(taken));
}

void IdleConnections::EndExpired() {
  const auto now = std::chrono::steady_clock::now();
  const std::lock_guard lock(mutex_);
  std::erase_if(waiting_, [now](const auto& entry) { return entry.second->Deadline() <= now; });
}

}  // namespace pipeline::http
