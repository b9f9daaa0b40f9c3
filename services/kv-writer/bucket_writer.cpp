#include "services/kv-writer/bucket_writer.hpp"

#include <chrono>
#include <utility>

#include "common/base/backoff.hpp"
#include "common/base/log.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/sheet_key.hpp"
#include "common/contract/topology.hpp"

namespace pipeline::kv_writer {
namespace {

using base::ErrorCode;
using contract::RejectionCode;
using pipeline::EffectResult;
using std::chrono::milliseconds;

constexpr std::size_t kCachedKeys = 20'000;
constexpr const char* kReadSource = "reading the bucket";

}  // namespace

// One upload on its way into the bucket.
struct BucketWriter::Attempt {
  const pipeline::ProcessedMessage* message;
  Done done;
  std::string key;
  bool alternative = false;
  base::Backoff backoff{milliseconds(50), milliseconds(5000)};
};

BucketWriter::BucketWriter(const pipeline::EffectContext& context)
    : publisher_(context.publisher),
      jetstream_(context.runtime.jetstream()),
      scheduler_(context.scheduler),
      readiness_(context.runtime.readiness()),
      bucket_(context.runtime.options().topology.bucket),
      last_seen_(kCachedKeys) {}

void BucketWriter::Stop() {
  stopped_.store(true);
  publisher_.Stop();
}

void BucketWriter::Apply(const pipeline::ProcessedMessage& message, Done done) {
  auto attempt = std::make_shared<Attempt>();
  attempt->message = &message;
  attempt->done = std::move(done);
  attempt->key = message.key;
  Decide(attempt);
}

void BucketWriter::Decide(const AttemptPtr& attempt) {
  const pipeline::ProcessedMessage& message = *attempt->message;
  const std::optional<LastRevision> last = LastSeen(attempt->key);
  switch (DecideWrite(last, message.provenance.origin, message.output.filename)) {
    case Decision::kWrite:
      return Write(attempt, last ? last->revision : 0);
    case Decision::kSuperseded:
      base::LogInfo("upload {} is superseded: key {} holds a newer one",
                    message.provenance.upload_id,
                    attempt->key);
      return attempt->done(EffectResult::Ack());
    case Decision::kAlreadyStored:
      return attempt->done(EffectResult::Ack());
    case Decision::kOtherFile:
      return TryAlternativeKey(attempt);
  }
}

void BucketWriter::TryAlternativeKey(const AttemptPtr& attempt) {
  if (attempt->alternative) {
    return attempt->done(EffectResult::DeadLetter(
        RejectionCode::kKeyConflict, "both keys of this file's name hold files of other names"));
  }
  const pipeline::ProcessedMessage& message = *attempt->message;
  attempt->alternative = true;
  attempt->key = contract::AlternativeKeyOf(message.provenance.sender, message.output.filename);
  Decide(attempt);
}

void BucketWriter::Write(const AttemptPtr& attempt, std::uint64_t expected_revision) {
  const pipeline::ProcessedMessage& message = *attempt->message;
  auto revision = std::make_shared<nats::Outgoing>();
  revision->subject = contract::BucketSubject(bucket_, attempt->key);
  revision->body = nats::Body::Borrowed(message.body());
  revision->headers = DescribingHeaders(message, message.BodySha256());
  revision->headers.Set(contract::kExpectedStreamHeader, contract::BucketStream(bucket_));
  revision->headers.Set(contract::kExpectedLastSubjectSequenceHeader,
                        std::to_string(expected_revision));
  publisher_.Publish(revision, [this, attempt](const base::Result<nats::PubAck>& ack) {
    OnWritten(attempt, ack);
  });
}

void BucketWriter::OnWritten(const AttemptPtr& attempt, const base::Result<nats::PubAck>& ack) {
  const pipeline::ProcessedMessage& message = *attempt->message;
  if (ack) {
    Remember(attempt->key, {ack->sequence, message.provenance.origin, message.output.filename});
    base::LogDebug("upload {} is revision {} of {}",
                   message.provenance.upload_id,
                   ack->sequence,
                   attempt->key);
    return attempt->done(EffectResult::Ack());
  }
  switch (ack.error().code) {
    case ErrorCode::kConflict:  // Another writer, an outdated cache, or a write whose answer was
                                // lost.
      return ReadBack(attempt);
    case ErrorCode::kTooLarge:
      return attempt->done(EffectResult::DeadLetter(
          RejectionCode::kTooLarge,
          "the bucket does not accept its " + std::to_string(message.body().size()) +
              " bytes with their headers: " + ack.error().message));
    default:
      return attempt->done(EffectResult::HandBack());
  }
}

void BucketWriter::ReadBack(const AttemptPtr& attempt) {
  if (stopped_.load()) return attempt->done(EffectResult::HandBack());
  jetstream_.GetLastMessage(contract::BucketStream(bucket_),
                            contract::BucketSubject(bucket_, attempt->key),
                            [this, attempt](const base::Result<nats::StoredMessage>& stored) {
                              OnReadBack(attempt, stored);
                            });
}

void BucketWriter::OnReadBack(const AttemptPtr& attempt,
                              const base::Result<nats::StoredMessage>& stored) {
  if (stored) {
    readiness_.Resume(kReadSource);
    Remember(attempt->key, ReadLastRevision(*stored));
    return Decide(attempt);
  }
  if (stored.error().code == ErrorCode::kNotFound) {
    // The key was purged after its revision was cached.
    readiness_.Resume(kReadSource);
    Forget(attempt->key);
    scheduler_.After(attempt->backoff.Next(), [this, attempt] { Decide(attempt); });
    return;
  }
  readiness_.Wait(kReadSource, stored.error().message);
  scheduler_.After(attempt->backoff.Next(), [this, attempt] { ReadBack(attempt); });
}

std::optional<LastRevision> BucketWriter::LastSeen(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const LastRevision* last = last_seen_.Find(key);
  return last == nullptr ? std::nullopt : std::optional(*last);
}

void BucketWriter::Remember(const std::string& key, LastRevision last) {
  const std::lock_guard lock(mutex_);
  last_seen_.Put(key, std::move(last));
}

void BucketWriter::Forget(const std::string& key) {
  const std::lock_guard lock(mutex_);
  last_seen_.Erase(key);
}

}  // namespace pipeline::kv_writer
