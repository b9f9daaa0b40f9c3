#pragma once

#include <chrono>
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>

#include "libs/http/client_connection.hpp"
#include "libs/http/message.hpp"

namespace pipeline::http {

/// The connections whose answer is an EventStream: each has a thread that waits for its events, and
/// one thread for all of them sees who has gone and keeps the silent ones alive. How many there may
/// be is for those to bound who make the streams. Private to this folder. Thread-safe.
class EventStreams {
 public:
  explicit EventStreams(std::chrono::milliseconds ping);
  ~EventStreams() { Stop(); }
  EventStreams(const EventStreams&) = delete;
  EventStreams& operator=(const EventStreams&) = delete;

  /// Writes the head of `response`, then its events; the connection closes after them, or where
  /// they throw. 503 where there is no thread for them.
  void Start(std::shared_ptr<ClientConnection> connection, Response response);

  /// Ends all, now and from now on.
  void Stop();

 private:
  struct Stream;

  bool Run(const std::shared_ptr<Stream>& stream);
  void Serve(Stream& stream);
  static bool WriteEvents(Stream& stream);
  static bool Write(Stream& stream, std::string_view piece);
  void Watch();
  void EndThoseGone();
  void Ping();
  void Reap();
  bool AllEnded() const;

  const std::chrono::milliseconds ping_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::list<std::shared_ptr<Stream>> streams_;
  bool stopped_ = false;
  std::thread watcher_;
};

}  // namespace pipeline::http
