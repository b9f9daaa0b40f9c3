#include "services/kv-writer/bucket_writer.hpp"

#include <chrono>
#include <utility>

#include "common/base/backoff.hpp"
#include "common/base/log.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/sheet_key.hpp"
#include "common/nats/topology.hpp"

namespace pipeline::kv_writer {
namespace {

using base::ErrorCode;
using contract::RejectionCode;
using pipeline::Outcome;
using std::chrono::milliseconds;

constexpr std::size_t kCachedKeys = 20'000;
constexpr const char* kReadSource = "reading the bucket";

}  // namespace

// One upload on its way into the bucket.
struct BucketWriter::Attempt {
  const pipeline::Work* work;
  Done done;
  std::string key;
  bool alternative = false;
  base::Backoff backoff{milliseconds(50), milliseconds(5000)};
};

BucketWriter::BucketWriter(pipeline::ReliablePublisher& publisher,
                           nats::JetStream& jetstream,
                           pipeline::Scheduler& scheduler,
                           service::Readiness& readiness,
                           std::string bucket)
    : publisher_(publisher),
      jetstream_(jetstream),
      scheduler_(scheduler),
      readiness_(readiness),
      bucket_(std::move(bucket)),
      cache_(kCachedKeys) {}

void BucketWriter::Stop() {
  stopped_.store(true);
  publisher_.Stop();
}

void BucketWriter::Apply(const pipeline::Work& work, Done done) {
  auto attempt = std::make_shared<Attempt>();
  attempt->work = &work;
  attempt->done = std::move(done);
  attempt->key = work.key;
  DecideAndGo(attempt);
}

void BucketWriter::DecideAndGo(const AttemptPtr& attempt) {
  const pipeline::Work& work = *attempt->work;
  const std::optional<LastRevision> last = cache_.Get(attempt->key);
  switch (Decide(last, work.provenance.origin, work.output.filename)) {
    case Decision::kWrite:
      return Write(attempt, last ? last->revision : 0);
    case Decision::kSuperseded:
      base::LogInfo("upload {} is superseded: key {} holds a newer one",
                    work.provenance.upload_id,
                    attempt->key);
      return attempt->done(Outcome::Ack());
    case Decision::kAlreadyStored:
      return attempt->done(Outcome::Ack());
    case Decision::kOtherFile:
      return GoToAlternativeKey(attempt);
  }
}

void BucketWriter::GoToAlternativeKey(const AttemptPtr& attempt) {
  if (attempt->alternative) {
    return attempt->done(Outcome::DeadLetter(
        RejectionCode::kKeyConflict, "both keys of this file's name hold files of other names"));
  }
  const pipeline::Work& work = *attempt->work;
  attempt->alternative = true;
  attempt->key = contract::AlternativeKeyOf(work.provenance.sender, work.output.filename);
  DecideAndGo(attempt);
}

void BucketWriter::Write(const AttemptPtr& attempt, std::uint64_t expected_revision) {
  auto message = std::make_shared<nats::Outgoing>();
  message->subject = nats::BucketSubject(bucket_, attempt->key);
  message->body = nats::Body::Borrowed(attempt->work->body());
  message->headers = DescribingHeaders(*attempt->work, attempt->work->BodySha256());
  message->headers.Set(contract::kExpectedStreamHeader, nats::BucketStream(bucket_));
  message->headers.Set(contract::kExpectedLastSubjectSequenceHeader,
                       std::to_string(expected_revision));
  publisher_.Publish(
      message, [this, attempt](const base::Result<nats::PubAck>& ack) { OnWritten(attempt, ack); });
}

void BucketWriter::OnWritten(const AttemptPtr& attempt, const base::Result<nats::PubAck>& ack) {
  const pipeline::Work& work = *attempt->work;
  if (ack) {
    cache_.Put(attempt->key, {ack->sequence, work.provenance.origin, work.output.filename});
    base::LogDebug(
        "upload {} is revision {} of {}", work.provenance.upload_id, ack->sequence, attempt->key);
    return attempt->done(Outcome::Ack());
  }
  switch (ack.error().code) {
    case ErrorCode::kConflict:  // Another writer, an out-of-date cache, or our own lost answer.
      return ReadBack(attempt);
    case ErrorCode::kTooLarge:
      return attempt->done(
          Outcome::DeadLetter(RejectionCode::kTooLarge,
                              "the bucket does not take its " + std::to_string(work.body().size()) +
                                  " bytes with their headers: " + ack.error().message));
    default:
      return attempt->done(Outcome::HandBack());
  }
}

void BucketWriter::ReadBack(const AttemptPtr& attempt) {
  if (stopped_.load()) return attempt->done(Outcome::HandBack());
  jetstream_.GetLastMessage(nats::BucketStream(bucket_),
                            nats::BucketSubject(bucket_, attempt->key),
                            [this, attempt](const base::Result<nats::StoredMessage>& stored) {
                              OnReadBack(attempt, stored);
                            });
}

void BucketWriter::OnReadBack(const AttemptPtr& attempt,
                              const base::Result<nats::StoredMessage>& stored) {
  if (stored) {
    readiness_.Resume(kReadSource);
    cache_.Put(attempt->key, ReadLastRevision(*stored));
    return DecideAndGo(attempt);
  }
  if (stored.error().code == ErrorCode::kNotFound) {
    // The key was purged since the cache learned of it.
    readiness_.Resume(kReadSource);
    cache_.Forget(attempt->key);
    scheduler_.After(attempt->backoff.Next(), [this, attempt] { DecideAndGo(attempt); });
    return;
  }
  readiness_.Wait(kReadSource, stored.error().message);
  scheduler_.After(attempt->backoff.Next(), [this, attempt] { ReadBack(attempt); });
}

}  // namespace pipeline::kv_writer
