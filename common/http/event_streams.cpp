#include "common/http/event_streams.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "common/http/event_stream.hpp"

namespace pipeline::http {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

/// How late a client that has gone may be noticed.
constexpr milliseconds kWatchInterval{500};
/// For the last bytes to go out when the server stops.
constexpr milliseconds kStopPatience{2'000};
constexpr std::string_view kComment = ":\n\n";
/// The end of a body in chunks (RFC 9112 section 7.1).
constexpr std::string_view kLastChunk = "0\r\n\r\n";

std::string HeadOf(const Response& response) {
  std::string head =
      fmt::format("HTTP/1.1 {} OK\r\nContent-Type: {}\r\n", response.status, response.content_type);
  for (const auto& [name, value] : response.headers) head += fmt::format("{}: {}\r\n", name, value);
  return head +
         "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
}

std::string ChunkOf(std::string_view piece) {
  return fmt::format("{:x}\r\n{}\r\n", piece.size(), piece);
}

bool WriteAll(ClientConnection& connection, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = connection.write(bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

struct EventStreams::Stream {
  std::shared_ptr<ClientConnection> connection;
  Response response;
  int descriptor = -1;
  std::mutex writing;
  /// Under `writing`. In no time until the head is out: a comment before it would be no HTTP.
  steady_clock::time_point last_write = steady_clock::time_point::max();
  bool ended = false;  ///< Under the streams' mutex; then it has no events.
  std::thread thread;
};

EventStreams::EventStreams(milliseconds ping) : ping_(ping), watcher_([this] { Watch(); }) {}

void EventStreams::Start(std::shared_ptr<ClientConnection> connection, Response response) {
  auto stream = std::make_shared<Stream>();
  stream->descriptor = connection->descriptor();
  stream->connection = std::move(connection);
  stream->response = std::move(response);
  const std::lock_guard lock(mutex_);
  if (stopped_) return stream->response.events->Stop();
  try {
    stream->thread = std::thread([this, &target = *stream] { Run(target); });
  } catch (const std::system_error& error) {
    spdlog::error("HTTP: no thread for an event stream: {}", error.what());
    return stream->response.events->Stop();
  }
  streams_.push_back(std::move(stream));
}

void EventStreams::Run(Stream& stream) {
  if (WriteEvents(stream)) {
    const std::lock_guard lock(stream.writing);
    WriteAll(*stream.connection, kLastChunk);
  }
  std::shared_ptr<EventStream> events;
  const std::lock_guard lock(mutex_);
  events.swap(stream.response.events);
  stream.ended = true;
  changed_.notify_all();
}

/// True after the last one, false where the client took no more.
bool EventStreams::WriteEvents(Stream& stream) {
  {
    const std::lock_guard lock(stream.writing);
    if (!WriteAll(*stream.connection, HeadOf(stream.response))) return false;
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
  return WriteAll(*stream.connection, ChunkOf(piece));
}

void EventStreams::Watch() {
  std::unique_lock lock(mutex_);
  while (!stopped_) {
    changed_.wait_for(lock, kWatchInterval, [this] { return stopped_; });
    EndThoseGone();
    Ping();
    Reap();
  }
}

void EventStreams::EndThoseGone() {
  std::vector<pollfd> polled;
  polled.reserve(streams_.size());
  for (const auto& stream : streams_) polled.push_back({stream->descriptor, POLLRDHUP, 0});
  if (poll(polled.data(), polled.size(), 0) <= 0) return;
  auto at = polled.begin();
  for (const auto& stream : streams_) {
    if ((at++)->revents != 0 && !stream->ended) stream->response.events->Stop();
  }
}

// A stream that is being written to is not silent.
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
    // Who takes nothing now is not waited for.
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
