#include "common/pipeline/message_flow.hpp"

#include <functional>
#include <utility>
#include <vector>

#include "common/base/backoff.hpp"
#include "common/base/log.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/sheet_key.hpp"
#include "common/pipeline/dead_letter.hpp"
#include "common/pipeline/step_runner.hpp"

namespace pipeline {
namespace {

using contract::Rejection;
using contract::RejectionCode;

constexpr std::size_t kWorkerThreads = 2;
// A step over this many bytes takes some 100 us, about as long as handing it to another thread.
constexpr std::size_t kQuickBytes = 64UL * 1024;
constexpr const char* kChildSource = "a child process for a step";

// Messages of one file share a worker, so that their steps end in order. A raw message's subject
// does not say whose file it is; its header does, if it has one.
std::size_t ShardOf(const nats::Message& message) {
  const std::string_view name = message.headers().Get(contract::kFileNameHeader);
  return std::hash<std::string_view>()(name.empty() ? message.subject() : name);
}

}  // namespace

// A message whose dead letter is being stored, part by part.
struct MessageFlow::Undeliverable {
  Delivery delivery;
  std::vector<nats::Outgoing> letters;
  std::size_t stored = 0;
};

MessageFlow::MessageFlow(std::string service,
                         contract::Step step,
                         Effect& effect,
                         nats::Connection& connection,
                         ReliablePublisher& dead_letters,
                         service::Readiness& readiness)
    : service_(std::move(service)),
      step_(std::move(step)),
      effect_(effect),
      connection_(connection),
      dead_letters_(dead_letters),
      readiness_(readiness),
      workers_(kWorkerThreads) {}

void MessageFlow::Handle(Delivery delivery) {
  const std::size_t shard = ShardOf(delivery.message());
  const bool quick = delivery.message().body().size() <= kQuickBytes &&
                     delivery.position().deliveries < kFirstIsolatedDelivery;
  // std::function copies, a delivery cannot.
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
  if (!ran) return std::move(delivery).HandBack();
  contract::Checked<contract::StepOutput>& output = *ran;
  if (!output) return Reject(std::move(delivery), output.error());
  std::string key = contract::KeyOf(provenance->sender, output->filename);
  auto work = std::make_shared<Work>(
      Work{std::move(delivery), std::move(*provenance), std::move(*output), std::move(key)});
  by_key_.Submit(effect_.OrderKey(*work), [this, work] { Apply(work); });
}

std::optional<contract::Checked<contract::StepOutput>> MessageFlow::RunStep(
    const Delivery& delivery) {
  const std::string_view body = delivery.message().body();
  if (delivery.position().deliveries < kFirstIsolatedDelivery) return step_(body);
  base::Backoff backoff(std::chrono::milliseconds(100), std::chrono::milliseconds(5000));
  while (!stop_.stop_requested()) {
    auto ran = RunStepIsolated(body);
    if (ran) {
      readiness_.Resume(kChildSource);
      return std::move(*ran);
    }
    // No memory or no process to be had: not the message's fault.
    readiness_.Wait(kChildSource, ran.error().message);
    base::SleepFor(backoff.Next(), stop_.get_token());
  }
  return std::nullopt;
}

void MessageFlow::Apply(const std::shared_ptr<Work>& work) {
  effect_.Apply(*work, [this, work](const Outcome& outcome) { Settle(work, outcome); });
}

void MessageFlow::Settle(const std::shared_ptr<Work>& work, const Outcome& outcome) {
  const std::string key = effect_.OrderKey(*work);
  switch (outcome.kind) {
    case Outcome::Kind::kAck:
      std::move(work->delivery).Ack();
      break;
    case Outcome::Kind::kHandBack:
      std::move(work->delivery).HandBack();
      break;
    case Outcome::Kind::kDeadLetter:
      Reject(std::move(work->delivery), outcome.rejection);
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
  auto letters =
      MakeDeadLetters(service_, delivery.message(), position, rejection, connection_.MaxPayload());
  PublishNextLetter(
      std::make_shared<Undeliverable>(Undeliverable{std::move(delivery), std::move(letters)}));
}

void MessageFlow::PublishNextLetter(const std::shared_ptr<Undeliverable>& undeliverable) {
  if (undeliverable->stored == undeliverable->letters.size()) {
    return std::move(undeliverable->delivery).Terminate();
  }
  const auto letter =
      std::make_shared<nats::Outgoing>(undeliverable->letters[undeliverable->stored]);
  dead_letters_.Publish(letter, [this, undeliverable](const base::Result<nats::PubAck>& ack) {
    if (ack) {
      ++undeliverable->stored;
      return PublishNextLetter(undeliverable);
    }
    std::move(undeliverable->delivery).HandBack();  // Stopped while waiting.
  });
}

}  // namespace pipeline
