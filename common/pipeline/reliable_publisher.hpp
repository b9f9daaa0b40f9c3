#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"
#include "common/pipeline/scheduler.hpp"
#include "common/service/readiness.hpp"

namespace pipeline {

/// Publishes until JetStream has stored the message. What may succeed later (no server, a full
/// stream, no answer) is retried with growing pauses without limit; meanwhile Readiness reports it
/// and the pull loop pauses. That includes a denied subject: it is the configuration's fault, not
/// the message's. A message may be sent twice if an answer was lost, so every message carries a
/// Nats-Msg-Id or expects a sequence. Thread-safe.
class ReliablePublisher {
 public:
  /// The acknowledgement, or an error: kTooLarge or kConflict, which are permanent, or kUnavailable
  /// after Stop().
  using Callback = nats::Publisher::Callback;

  enum class GiveUp {
    kNever,          ///< Retries every error: a dead letter must be stored.
    kWhenPermanent,  ///< Reports kTooLarge and kConflict.
  };

  ReliablePublisher(nats::Publisher& publisher,
                    Scheduler& scheduler,
                    service::Readiness& readiness,
                    GiveUp give_up = GiveUp::kWhenPermanent)
      : publisher_(publisher), scheduler_(scheduler), readiness_(readiness), give_up_(give_up) {}

  void Publish(std::shared_ptr<const nats::Outgoing> message, Callback callback);
  /// Gives up on messages that are not stored yet: their callbacks get kUnavailable.
  void Stop() { stopped_.store(true); }

 private:
  struct Attempt;
  void Try(const std::shared_ptr<Attempt>& attempt);
  static std::string SourceOf(const Attempt& attempt);
  bool IsFinal(const base::Error& error) const;
  void OnAnswer(const std::shared_ptr<Attempt>& attempt, base::Result<nats::PubAck> answer);

  nats::Publisher& publisher_;
  Scheduler& scheduler_;
  service::Readiness& readiness_;
  const GiveUp give_up_;
  std::atomic<bool> stopped_{false};
};

}  // namespace pipeline
