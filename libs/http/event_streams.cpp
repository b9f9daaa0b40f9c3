#include "libs/http/event_streams.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "common/base/log.hpp"
#include "libs/http/message.hpp"
#include "libs/http/message_head.hpp"
#include "libs/http/problem.hpp"

namespace pipeline::http {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

// Interval of the check for clients that have gone.
constexpr milliseconds kWatchInterval{500};
// Time for the last bytes to be sent when the server stops.
constexpr milliseconds kStopPatience{2'000};
constexpr std::string_view kComment = ":\n\n";
// The end of a body in chunks (RFC 9112 section 7.1).
constexpr std::string_view kLastChunk = "0\r\n\r\n";

// Retry-After of a stream without a thread.
constexpr std::chrono::seconds kRetryAfter{5};

std::string HeadOf(const Response& response) {
  return ResponseHead(response, "OK") +
         "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
}

std::string ChunkOf(std::string_view piece) {
  return fmt::format("{:x}\r\n{}\r\n", piece.size(), piece);
}

}  // namespace

struct EventStreams::Stream {
  std::shared_ptr<ClientConnection> connection;
  Response response;
  int descriptor = -1;
  std::mutex writing;
  // Under `writing`. At the maximum until the head is written: a comment before it would break
  // HTTP.
  steady_clock::time_point last_write = steady_clock::time_point::max();
  bool ended = false;  // Under the streams' mutex; `events` is then null.
  std::thread thread;

  // Replaces the head of a stream that cannot start.
  void Refuse() const {
    response.events->Stop();
    connection->WriteAll(
        ToLastAnswer({503,
                      "too-many-streams",
                      "Service Unavailable",
                      "there is no room for another stream of events; try again later",
                      kRetryAfter},
                     response.headers));
  }
};

EventStreams::EventStreams(milliseconds ping) : ping_(ping), watcher_([this] { Watch(); }) {}

void EventStreams::Start(std::shared_ptr<ClientConnection> connection, Response response) {
  auto stream = std::make_shared<Stream>();
  stream->descriptor = connection->descriptor();
  stream->connection = std::move(connection);
  stream->response = std::move(response);
  if (!Run(stream)) stream->Refuse();
}

// False after Stop(), or if no thread can be started.
bool EventStreams::Run(const std::shared_ptr<Stream>& stream) {
  const std::lock_guard lock(mutex_);
  if (stopped_) return false;
  try {
    stream->thread = std::thread([this, &target = *stream] { Serve(target); });
  } catch (const std::system_error& error) {
    base::LogError("HTTP: no thread for an event stream: {}", error.what());
    return false;
  }
  streams_.push_back(stream);
  return true;
}

// An exception ends the stream without the last chunk, which would mark it complete.
void EventStreams::Serve(Stream& stream) {
  try {
    if (WriteEvents(stream)) {
      const std::lock_guard lock(stream.writing);
      stream.connection->WriteAll(kLastChunk);
    }
  } catch (const std::exception& error) {
    base::LogError("HTTP: a stream of events failed: {}", error.what());
  }
  std::shared_ptr<EventStream> events;
  const std::lock_guard lock(mutex_);
  events.swap(stream.response.events);
  stream.ended = true;
  changed_.notify_all();
}

// True after the last event, false if the client stopped reading.
bool EventStreams::WriteEvents(Stream& stream) {
  {
    const std::lock_guard lock(stream.writing);
    if (!stream.connection->WriteAll(HeadOf(stream.response))) return false;
  }
  const std::shared_ptr<EventStream> events = stream.response.events;
  if (!Write(stream, kComment)) return false;
  while (const auto piece = events->Next()) {
    if (!Write(stream, *piece)) return false;
  }
  return true;
}

bool EventStreams::Write(Stream& stream, std::string_view piece) {
  const std::lock_guard lock(stream.writing);
  stream.last_write = steady_clock::now();
  return stream.connection->WriteAll(ChunkOf(piece));
}

void EventStreams::Watch() {
  std::unique_lock lock(mutex_);
  while (!stopped_) {
    changed_.wait_for(lock, kWatchInterval, [this] { return stopped_; });
    StopDisconnected();
    Ping();
    Reap();
  }
}

void EventStreams::StopDisconnected() {
  std::vector<pollfd> polled;
  polled.reserve(streams_.size());
  for (const auto& stream : streams_) polled.push_back({stream->descriptor, POLLRDHUP, 0});
  if (poll(polled.data(), polled.size(), 0) <= 0) return;
  auto at = polled.begin();
  for (const auto& stream : streams_) {
    if ((at++)->revents != 0 && !stream->ended) stream->response.events->Stop();
  }
}

// Skips streams that are being written to: they are not silent.
void EventStreams::Ping() {
  const auto now = steady_clock::now();
  for (const auto& stream : streams_) {
    const std::unique_lock writing(stream->writing, std::try_to_lock);
    if (!writing || stream->ended || now - stream->last_write < ping_) continue;
    stream->last_write = now;
    if (!stream->connection->WriteNow(ChunkOf(kComment))) stream->response.events->Stop();
  }
}

void EventStreams::Reap() {
  for (auto stream = streams_.begin(); stream != streams_.end();) {
    const auto next = std::next(stream);
    if ((*stream)->ended) {
      (*stream)->thread.join();
      streams_.erase(stream);
    }
    stream = next;
  }
}

bool EventStreams::AllEnded() const {
  return std::all_of(
      streams_.begin(), streams_.end(), [](const auto& stream) { return stream->ended; });
}

void EventStreams::Stop() {
  {
    std::unique_lock lock(mutex_);
    stopped_ = true;
    for (const auto& stream : streams_) {
      if (!stream->ended) stream->response.events->Stop();
    }
    changed_.notify_all();
    // Do not wait for clients that do not read.
    changed_.wait_for(lock, kStopPatience, [this] { return AllEnded(); });
    for (const auto& stream : streams_) shutdown(stream->descriptor, SHUT_RDWR);
  }
  if (watcher_.joinable()) watcher_.join();
  for (const auto& stream : streams_) {
    if (stream->thread.joinable()) stream->thread.join();
  }
  streams_.clear();
}

}  // namespace pipeline::http
