#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "common/contract/headers.hpp"
#include "common/contract/provenance.hpp"
#include "common/contract/rejection.hpp"
#include "common/contract/step.hpp"
#include "common/pipeline/delivery.hpp"
#include "common/pipeline/reliable_publisher.hpp"

namespace pipeline {

/// A delivered message whose step succeeded, before its effect.
struct ProcessedMessage {
  Delivery delivery;
  contract::Provenance provenance;
  contract::StepOutput output;
  std::string key;  ///< KeyOf(sender, filename).

  /// The bytes to pass on: the step's output, or the message's own where the step left them
  /// unchanged.
  std::string_view body() const {
    return output.body.empty() ? delivery.message().body() : std::string_view(output.body);
  }

  /// SHA-256 of body(), hex; already verified on arrival if the body is unchanged.
  std::string BodySha256() const;
};

/// The result of an effect: how the message is to be settled.
struct EffectResult {
  enum class Kind {
    kAck,         ///< Everything it causes is stored.
    kDeadLetter,  ///< It can never succeed.
    kHandBack,    ///< Shutting down: redeliver to another replica.
  };
  Kind kind = Kind::kAck;
  contract::Rejection rejection;  ///< Of a dead letter.

  static EffectResult Ack() { return {}; }
  static EffectResult DeadLetter(contract::RejectionCode code, std::string message) {
    return {Kind::kDeadLetter, {code, std::move(message)}};
  }
  static EffectResult HandBack() { return {Kind::kHandBack, {}}; }
};

/// The effect of a service: publishes a processed message, writes it to a store. It is idempotent,
/// because a process that dies between the effect and its acknowledgement does it again after the
/// redelivery. What may succeed later it waits for, and does not report.
class Effect {
 public:
  using Done = std::function<void(EffectResult)>;
  virtual ~Effect() = default;

  /// Messages with the same order key are applied one after the other. By default the file's key.
  virtual std::string OrderKey(const ProcessedMessage& message) const { return message.key; }
  /// Does not block. Calls `done` exactly once, from any thread. `message` stays alive until then.
  virtual void Apply(const ProcessedMessage& message, Done done) = 0;
  /// From now on nothing waits: what cannot be done at once is handed back.
  virtual void Stop() = 0;
};

/// Publishes the step's output to `{stream}.{key}`: the effect of a transforming service.
/// Nats-Msg-Id is the upload's Origin, so a repeated publish stores nothing.
class PublishEffect final : public Effect {
 public:
  PublishEffect(ReliablePublisher& publisher, std::string stream);

  void Apply(const ProcessedMessage& message, Done done) override;
  void Stop() override { publisher_.Stop(); }

 private:
  ReliablePublisher& publisher_;
  const std::string stream_;
};

/// The headers that every later message of an upload carries, without a Nats-Msg-Id.
/// `content_sha256` is that of the body they travel with.
contract::Headers DescribingHeaders(const ProcessedMessage& message, std::string content_sha256);

}  // namespace pipeline
