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

/// The connections whose response is an EventStream. Each has a thread that waits for its events;
/// one more thread detects clients that have gone and sends comments on silent connections. Callers
/// must bound the number of streams. Private to this folder. Thread-safe.
class EventStreams {
 public:
  explicit EventStreams(std::chrono::milliseconds ping);
  ~EventStreams() { Stop(); }
  EventStreams(const EventStreams&) = delete;
  EventStreams& operator=(const EventStreams&) = delete;

  /// Writes the head of `response`, then its events, and closes the connection after the last one
  /// or an exception. 503 if no thread can be started.
  void Start(std::shared_ptr<ClientConnection> connection, Response response);

  /// Ends all streams, and rejects those started later.
  void Stop();

 private:
  struct Stream;

  bool Run(const std::shared_ptr<Stream>& stream);
  void Serve(Stream& stream);
  static bool WriteEvents(Stream& stream);
  static bool Write(Stream& stream, std::string_view piece);
  void Watch();
  void StopDisconnected();
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
