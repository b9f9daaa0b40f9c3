#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/contract/headers.hpp"
#include "common/contract/rejection.hpp"
#include "common/contract/step.hpp"
#include "common/pipeline/delivery.hpp"
#include "common/pipeline/provenance.hpp"

namespace pipeline {

/// One message whose step succeeded, on its way to its effect.
struct Work {
  Delivery delivery;
  Provenance provenance;
  contract::StepOutput output;
  std::string key;  ///< KeyOf(sender, filename).

  /// What travels on: the step's output, or the message's own bytes where the step passed them
  /// unchanged.
  std::string_view body() const {
    return output.body.empty() ? delivery.message().body() : std::string_view(output.body);
  }

  /// SHA-256 of body(), hex: what was verified on arrival where the body is the same.
  std::string BodySha256() const;
};

/// What becomes of a message.
struct Outcome {
  enum class Kind {
    kAck,         ///< All that it causes is stored.
    kDeadLetter,  ///< It can never succeed.
    kHandBack,    ///< This process stops: another one shall do it.
  };
  Kind kind = Kind::kAck;
  contract::Rejection rejection;  ///< Of a dead letter.

  static Outcome Ack() { return {}; }
  static Outcome DeadLetter(contract::RejectionCode code, std::string message) {
    return {Kind::kDeadLetter, {code, std::move(message)}};
  }
  static Outcome HandBack() { return {Kind::kHandBack, {}}; }
};

/// What a service does with a message: publish it on, write it to a store. It must be idempotent,
/// since a process that dies between the effect and its acknowledgement does it again, and it waits
/// out what may succeed later instead of reporting it.
class Effect {
 public:
  using Done = std::function<void(Outcome)>;
  virtual ~Effect() = default;

  /// Works with one order key come one after the other. The file's key, unless an effect needs
  /// less.
  virtual std::string OrderKey(const Work& work) const { return work.key; }
  /// Does not block. Calls `done` exactly once, from any thread. `work` stays alive until then.
  virtual void Apply(const Work& work, Done done) = 0;
  /// From now on nothing waits: what cannot be done at once is handed back.
  virtual void Stop() = 0;
};

/// The headers that every later message of an upload carries, without a Nats-Msg-Id.
/// `content_sha256` is that of the body that they travel with.
contract::Headers DescribingHeaders(const Work& work, std::string content_sha256);

}  // namespace pipeline
