#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>

#include "common/base/error.hpp"
#include "common/nats/connection.hpp"
#include "common/nats/message.hpp"

namespace pipeline::nats {

/// Requests with answers, many at a time over one inbox subscription (the multiplexed request
/// pattern of the NATS clients), JetStream publishes among them. nats.c's own asynchronous publish
/// is not used: in 3.4.1 its timeout can fire while the publishing thread still reads the message,
/// and freeing the message then is a use after free that ends in a closed connection. Thread-safe.
/// A callback runs exactly once and must be short: on the inbox thread, on the thread that notices
/// a timeout or a lost connection, or at once on the caller's. A failed answer does not mean that
/// the request was not carried out: callers make requests idempotent.
class Requests {
 public:
  using Callback = std::function<void(base::Result<Message>)>;

  /// Replaces the connection's events; `events` are called after this class's own handlers.
  static base::Result<std::unique_ptr<Requests>> Create(Connection& connection,
                                                        ConnectionEvents events);
  ~Requests();
  Requests(const Requests&) = delete;
  Requests& operator=(const Requests&) = delete;

  /// Errors: kTimeout and kUnavailable (nobody listens, or the connection was lost while waiting)
  /// are retryable; kPermissionDenied names the subject; those of Connection::Publish. `request` is
  /// not needed after the call returns.
  void Send(const Outgoing& request, std::chrono::milliseconds timeout, Callback callback);

  /// The same, waiting for the answer. Never from a callback.
  base::Result<Message> Call(const Outgoing& request, std::chrono::milliseconds timeout);

  /// Answers everything pending with kUnavailable, on this thread: before an object that the
  /// callbacks use is destroyed.
  void Cancel();

  Connection& connection() { return connection_; }

 private:
  struct Pending {
    std::string subject;
    std::chrono::steady_clock::time_point deadline;
    Callback callback;
  };
  using PendingMap = std::unordered_map<std::uint64_t, Pending>;

  explicit Requests(Connection& connection);
  void OnAnswer(Message message);
  void OnDenied(std::string_view subject);
  void FailAll(const base::Error& error);
  void FailExpired();
  void WatchDeadlines(const std::stop_token& stop);
  /// Removes the matching requests and answers them with `error`, outside the lock.
  template <typename Predicate>
  void FailWhere(Predicate matches, const base::Error& error);

  Connection& connection_;
  const std::string inbox_;
  std::mutex mutex_;
  PendingMap pending_;
  std::uint64_t next_id_ = 1;
  std::unique_ptr<Subscription> subscription_;
  std::jthread deadline_thread_;
};

}  // namespace pipeline::nats
