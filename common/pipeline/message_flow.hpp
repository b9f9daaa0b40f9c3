#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "common/contract/step.hpp"
#include "common/pipeline/delivery.hpp"
#include "common/pipeline/effect.hpp"
#include "common/pipeline/keyed_queue.hpp"
#include "common/pipeline/reliable_publisher.hpp"
#include "common/pipeline/workers.hpp"

namespace pipeline {

/// The way of every message through a service: provenance, pure step (in a child process from the
/// third delivery on), effect, settlement. Per key in order, across keys in parallel. What can
/// never succeed becomes a dead letter, and only when that is stored is the message terminated. If
/// the process dies anywhere on this way, the message is delivered again and everything is done
/// again: each effect and each dead letter recognises what is already there.
class MessageFlow {
 public:
  MessageFlow(std::string service,
              contract::Step step,
              Effect& effect,
              nats::Connection& connection,
              ReliablePublisher& dead_letters,
              service::Readiness& readiness);

  /// From the pull loop's thread alone. Runs the step of a small message at once; never waits.
  void Handle(Delivery delivery);
  /// Hands back what has not started, lets the rest finish.
  void Stop();

 private:
  struct Undeliverable;
  void Process(Delivery delivery);
  /// Nothing where it was stopped while there was no child process to be had.
  std::optional<contract::Checked<contract::StepOutput>> RunStep(const Delivery& delivery);
  void Reject(Delivery delivery, const contract::Rejection& rejection);
  void Apply(const std::shared_ptr<Work>& work);
  void Settle(const std::shared_ptr<Work>& work, const Outcome& outcome);
  void PublishNextLetter(const std::shared_ptr<Undeliverable>& undeliverable);

  const std::string service_;
  const contract::Step step_;
  Effect& effect_;
  nats::Connection& connection_;
  ReliablePublisher& dead_letters_;
  service::Readiness& readiness_;
  std::stop_source stop_;
  KeyedQueue by_key_;
  Workers workers_;
};

}  // namespace pipeline
