#include "common/pipeline/message_flow.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "common/base/backoff.hpp"
#include "common/base/log.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/sheet_key.hpp"
#include "common/pipeline/dead_letter.hpp"
#include "common/pipeline/provenance.hpp"
#include "common/pipeline/step_runner.hpp"

namespace pipeline {
namespace {

using contract::Rejection;
using contract::RejectionCode;
using std::chrono::milliseconds;

constexpr std::size_t kWorkerThreads = 2;
// The step of a larger message takes over 100 us, about as long as waking another thread.
constexpr std::size_t kQuickBytes = 64UL * 1024;
constexpr const char* kChildSource = "a child process for a step";

// Messages of one file share a worker, so that their steps end in order. The subject of a raw
// message does not name the file; the header does, if there is one.
std::size_t ShardOf(const nats::Message& message) {
  const std::string_view name = message.headers().Get(contract::kFileNameHeader);
  return std::hash<std::string_view>()(name.empty() ? message.subject() : name);
}

}  // namespace

// A rejected message whose dead letter is being stored, part by part.
struct MessageFlow::PendingDeadLetter {
  Delivery delivery;
  std::vector<nats::Outgoing> parts;
  std::size_t stored = 0;
};

MessageFlow::MessageFlow(const Service& service,
                         service::Runtime& runtime,
                         Effect& effect,
                         ReliablePublisher& dead_letters)
    : service_(service),
      runtime_(runtime),
      effect_(effect),
      dead_letters_(dead_letters),
      workers_(kWorkerThreads) {}

void MessageFlow::Handle(Delivery delivery) {
  const std::size_t shard = ShardOf(delivery.message());
  const bool quick = delivery.message().body().size() <= kQuickBytes &&
                     delivery.position().deliveries < kFirstIsolatedDelivery;
  // A std::function is copyable, a delivery is not.
  auto shared = std::make_shared<Delivery>(std::move(delivery));
  auto job = [this, shared] { Process(std::move(*shared)); };
  if (quick) {
    workers_.RunOrSubmit(shard, std::move(job));
  } else {
    workers_.Submit(shard, std::move(job));
  }
}

void MessageFlow::Stop() {
  stop_.request_stop();
  workers_.Stop();
  effect_.Stop();
  dead_letters_.Stop();
}

void MessageFlow::Process(Delivery delivery) {
  auto provenance = ReadProvenance(delivery.message(), delivery.position());
  if (!provenance) return Reject(std::move(delivery), provenance.error());
  auto ran = RunStep(delivery);
  if (!ran) return std::move(delivery).HandBack();  // Stopped before the step could run.
  contract::Checked<contract::StepOutput>& output = *ran;
  if (!output) return Reject(std::move(delivery), output.error());
  std::string key = contract::KeyOf(provenance->sender, output->filename);
  auto message = std::make_shared<ProcessedMessage>(ProcessedMessage{
      std::move(delivery), std::move(*provenance), std::move(*output), std::move(key)});
  by_key_.Submit(effect_.OrderKey(*message), [this, message] { ApplyEffect(message); });
}

std::optional<contract::Checked<contract::StepOutput>> MessageFlow::RunStep(
    const Delivery& delivery) {
  const std::string_view body = delivery.message().body();
  if (delivery.position().deliveries < kFirstIsolatedDelivery) return service_.step(body);
  base::Backoff backoff(milliseconds(100), milliseconds(5000));
  while (!stop_.stop_requested()) {
    auto output = RunStepIsolated(body);
    if (output) {
      runtime_.readiness().Resume(kChildSource);
      return std::move(*output);
    }
    // No memory or no process available: not the message's fault.
    runtime_.readiness().Wait(kChildSource, output.error().message);
    base::SleepFor(backoff.Next(), stop_.get_token());
  }
  return std::nullopt;
}

void MessageFlow::ApplyEffect(const std::shared_ptr<ProcessedMessage>& message) {
  effect_.Apply(*message, [this, message](const EffectResult& result) { Settle(message, result); });
}

void MessageFlow::Settle(const std::shared_ptr<ProcessedMessage>& message,
                         const EffectResult& result) {
  const std::string key = effect_.OrderKey(*message);
  switch (result.kind) {
    case EffectResult::Kind::kAck:
      std::move(message->delivery).Ack();
      break;
    case EffectResult::Kind::kHandBack:
      std::move(message->delivery).HandBack();
      break;
    case EffectResult::Kind::kDeadLetter:
      Reject(std::move(message->delivery), result.rejection);
      break;
  }
  by_key_.Finish(key);
}

void MessageFlow::Reject(Delivery delivery, const Rejection& rejection) {
  const nats::Position& position = delivery.position();
  if (rejection.code == RejectionCode::kNotDone) {
    base::LogInfo("skipped {} {}: {}", position.stream, position.sequence, rejection.message);
    return std::move(delivery).Ack();
  }
  base::LogWarning("dead letter for {} {}: {}: {}",
                   position.stream,
                   position.sequence,
                   contract::ToString(rejection.code),
                   rejection.message);
  auto parts =
      MakeDeadLetters(service_.name, delivery, rejection, runtime_.connection().MaxPayload());
  StoreNextPart(std::make_shared<PendingDeadLetter>(
      PendingDeadLetter{std::move(delivery), std::move(parts)}));
}

void MessageFlow::StoreNextPart(const std::shared_ptr<PendingDeadLetter>& letter) {
  if (letter->stored == letter->parts.size()) return std::move(letter->delivery).Terminate();
  const auto part = std::make_shared<nats::Outgoing>(letter->parts[letter->stored]);
  dead_letters_.Publish(part, [this, letter](const base::Result<nats::PubAck>& ack) {
    if (ack) {
      ++letter->stored;
      return StoreNextPart(letter);
    }
    std::move(letter->delivery).HandBack();  // Stopped while waiting.
  });
}

}  // namespace pipeline
