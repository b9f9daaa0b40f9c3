#pragma once

#include <memory>
#include <optional>
#include <stop_token>

#include "common/contract/rejection.hpp"
#include "common/contract/step.hpp"
#include "common/pipeline/delivery.hpp"
#include "common/pipeline/effect.hpp"
#include "common/pipeline/keyed_queue.hpp"
#include "common/pipeline/reliable_publisher.hpp"
#include "common/pipeline/service.hpp"
#include "common/pipeline/workers.hpp"
#include "common/service/runtime.hpp"

namespace pipeline {

/// The way of every message through a service: provenance, pure step (from the third delivery on in
/// a child process), effect, settlement. Per key in order, across keys in parallel. What can never
/// succeed becomes a dead letter, and only when that is stored is the message terminated. If the
/// process dies anywhere on this way, the message is delivered again and everything is repeated:
/// effects and dead letters are idempotent.
class MessageFlow {
 public:
  /// The arguments outlive the flow.
  MessageFlow(const Service& service,
              service::Runtime& runtime,
              Effect& effect,
              ReliablePublisher& dead_letters);

  /// From the pull loop's thread alone. Runs the step of a small message at once; never waits.
  void Handle(Delivery delivery);
  /// Hands back what has not started, lets the rest finish.
  void Stop();

 private:
  struct PendingDeadLetter;

  void Process(Delivery delivery);
  /// Nothing if a stop was requested while no child process could be started.
  std::optional<contract::Checked<contract::StepOutput>> RunStep(const Delivery& delivery);
  void ApplyEffect(const std::shared_ptr<ProcessedMessage>& message);
  void Settle(const std::shared_ptr<ProcessedMessage>& message, const EffectResult& result);
  void Reject(Delivery delivery, const contract::Rejection& rejection);
  void StoreNextPart(const std::shared_ptr<PendingDeadLetter>& letter);

  const Service& service_;
  service::Runtime& runtime_;
  Effect& effect_;
  ReliablePublisher& dead_letters_;
  std::stop_source stop_;
  KeyedQueue by_key_;
  Workers workers_;
};

}  // namespace pipeline
