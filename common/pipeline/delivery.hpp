#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "common/nats/connection.hpp"
#include "common/nats/message.hpp"
#include "common/service/readiness.hpp"

namespace pipeline {

/// The messages delivered to this process and not yet settled. Thread-safe.
class InFlight {
 public:
  InFlight(nats::Connection& connection, service::Readiness& readiness)
      : connection_(connection), readiness_(readiness) {}

  std::uint64_t Add(std::string ack_subject, std::size_t bytes);
  /// Publishes `verb` (+ACK, -NAK, +TERM: ADR-15) to the message's acknowledgement subject and
  /// removes the message. Fire and forget: if the verb is lost, the server delivers the message
  /// again, and every effect is idempotent.
  void Settle(std::uint64_t id, std::string_view verb);
  /// +WPI for what has been held for `older_than`: the server's ack wait starts again.
  void KeepInProgress(std::chrono::milliseconds older_than);

  std::size_t messages() const;
  std::size_t bytes() const;

 private:
  struct Held {
    std::string ack_subject;
    std::size_t bytes;
    std::chrono::steady_clock::time_point last_progress;
  };

  nats::Connection& connection_;
  service::Readiness& readiness_;
  mutable std::mutex mutex_;
  std::unordered_map<std::uint64_t, Held> held_;
  std::uint64_t next_id_ = 1;
  std::size_t bytes_ = 0;
};

/// One message delivered to this process. Settled exactly once, by construction: each settlement
/// consumes the delivery, and a dropped one is handed back. Move-only; the InFlight outlives it.
class Delivery {
 public:
  Delivery(InFlight& in_flight, nats::Message message, nats::Position position);
  Delivery(Delivery&&) noexcept = default;
  Delivery& operator=(Delivery&&) = delete;
  ~Delivery();

  const nats::Message& message() const { return message_; }
  const nats::Position& position() const { return position_; }

  /// Everything it caused is stored.
  void Ack() &&;
  /// It can never succeed, and its dead letter is stored.
  void Terminate() &&;
  /// The server delivers it again at once, to any replica.
  void HandBack() &&;

 private:
  struct Forget {
    void operator()(InFlight*) const {}
  };
  void Settle(std::string_view verb);

  std::unique_ptr<InFlight, Forget> in_flight_;  ///< Empty once settled or moved from; never owns.
  nats::Message message_;
  nats::Position position_;
  std::uint64_t id_;
};

}  // namespace pipeline
