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

/// Publishes until JetStream has stored the message: what may succeed later (no server, a full
/// stream, no answer) is tried again with growing pauses for as long as it takes, while Readiness
/// says so and the pull loop rests. That includes a denied subject: it is the configuration's
/// fault, not the message's. A message may be sent twice where an answer was lost, so every message
/// carries a Nats-Msg-Id or expects a sequence. Thread-safe.
class ReliablePublisher {
 public:
  /// The acknowledgement, or an error: kTooLarge or kConflict, which no waiting mends, or after
  /// Stop() kUnavailable.
  using Callback = nats::Publisher::Callback;

  enum class GiveUp { kNever, kWhenPermanent };

  ReliablePublisher(nats::Publisher& publisher,
                    Scheduler& scheduler,
                    service::Readiness& readiness,
                    GiveUp give_up = GiveUp::kWhenPermanent)
      : publisher_(publisher), scheduler_(scheduler), readiness_(readiness), give_up_(give_up) {}

  void Publish(std::shared_ptr<const nats::Outgoing> message, Callback callback);
  /// Gives up on what has not been stored yet: it is handed back.
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
