#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "common/nats/jetstream.hpp"
#include "common/pipeline/effect.hpp"
#include "common/pipeline/reliable_publisher.hpp"
#include "common/pipeline/scheduler.hpp"
#include "common/service/readiness.hpp"
#include "services/kv-writer/revision_cache.hpp"

namespace pipeline::kv_writer {

/// Writes uploads into the key-value bucket (ADR-8), byte for byte: per key the newest accepted one
/// wins, however many replicas write. Every write expects the revision that it was decided on
/// (Nats-Expected-Last-Subject-Sequence); a refused one is read back from the stream's leader and
/// decided again. A key of which nothing is known is expected to hold nothing, so a new key costs
/// no look-up. If the process dies after a write, the redelivery finds its own Origin in the bucket
/// and writes nothing.
class BucketWriter final : public pipeline::Effect {
 public:
  BucketWriter(pipeline::ReliablePublisher& publisher,
               nats::JetStream& jetstream,
               pipeline::Scheduler& scheduler,
               service::Readiness& readiness,
               std::string bucket);

  void Apply(const pipeline::Work& work, Done done) override;
  void Stop() override;

 private:
  struct Attempt;
  using AttemptPtr = std::shared_ptr<Attempt>;

  void DecideAndGo(const AttemptPtr& attempt);
  void GoToAlternativeKey(const AttemptPtr& attempt);
  void Write(const AttemptPtr& attempt, std::uint64_t expected_revision);
  void OnWritten(const AttemptPtr& attempt, const base::Result<nats::PubAck>& ack);
  void ReadBack(const AttemptPtr& attempt);
  void OnReadBack(const AttemptPtr& attempt, const base::Result<nats::StoredMessage>& stored);

  pipeline::ReliablePublisher& publisher_;
  nats::JetStream& jetstream_;
  pipeline::Scheduler& scheduler_;
  service::Readiness& readiness_;
  const std::string bucket_;
  RevisionCache cache_;
  std::atomic<bool> stopped_{false};
};

}  // namespace pipeline::kv_writer
