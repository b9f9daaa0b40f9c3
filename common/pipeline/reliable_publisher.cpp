#include "common/pipeline/reliable_publisher.hpp"

#include <utility>

#include "common/base/backoff.hpp"

namespace pipeline {

using std::chrono::milliseconds;

struct ReliablePublisher::Attempt {
  std::shared_ptr<const nats::Outgoing> message;
  Callback callback;
  base::Backoff backoff{milliseconds(100), milliseconds(5000)};
};

void ReliablePublisher::Publish(std::shared_ptr<const nats::Outgoing> message, Callback callback) {
  auto attempt = std::make_shared<Attempt>();
  attempt->message = std::move(message);
  attempt->callback = std::move(callback);
  Try(attempt);
}

bool ReliablePublisher::IsFinal(const base::Error& error) const {
  return give_up_ == GiveUp::kWhenPermanent &&
         (error.code == base::ErrorCode::kTooLarge || error.code == base::ErrorCode::kConflict);
}

void ReliablePublisher::Try(const std::shared_ptr<Attempt>& attempt) {
  if (stopped_.load()) {
    attempt->callback(base::Fail(base::ErrorCode::kUnavailable, "stopped", true));
    return;
  }
  publisher_.Publish(*attempt->message, [this, attempt](base::Result<nats::PubAck> answer) {
    OnAnswer(attempt, std::move(answer));
  });
}

std::string ReliablePublisher::SourceOf(const Attempt& attempt) {
  // The subject's first token is the stream, or $KV for the bucket.
  const std::string& subject = attempt.message->subject;
  return "publishing to " + subject.substr(0, subject.find('.'));
}

void ReliablePublisher::OnAnswer(const std::shared_ptr<Attempt>& attempt,
                                 base::Result<nats::PubAck> answer) {
  if (answer || IsFinal(answer.error())) {
    if (readiness_.Waiting()) readiness_.Resume(SourceOf(*attempt));
    attempt->callback(std::move(answer));
    return;
  }
  if (stopped_.load()) {
    attempt->callback(base::Fail(base::ErrorCode::kUnavailable, "stopped", true));
    return;
  }
  readiness_.Wait(SourceOf(*attempt), answer.error().message);
  scheduler_.After(attempt->backoff.Next(), [this, attempt] { Try(attempt); });
}

}  // namespace pipeline
