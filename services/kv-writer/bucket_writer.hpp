#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "common/delivery/effect.hpp"
#include "common/delivery/readiness.hpp"
#include "common/delivery/reliable_publisher.hpp"
#include "common/delivery/scheduler.hpp"
#include "common/nats/jetstream.hpp"
#include "services/kv-writer/revision_cache.hpp"

namespace pipeline::kv_writer {

/// Writes uploads into the key-value bucket (ADR-8), byte for byte: per key the newest accepted one
/// wins, however many replicas write. Every write expects the revision that it was decided on
/// (Nats-Expected-Last-Subject-Sequence); a refused one is read back from the stream's leader and
/// decided again. A key of which nothing is known is expected to hold nothing, so a new key costs
/// no look-up. If the process dies after a write, the redelivery finds its own Origin in the bucket
/// and writes nothing.
class BucketWriter final : public delivery::Effect {
 public:
  BucketWriter(delivery::ReliablePublisher& publisher,
               nats::JetStream& jetstream,
               delivery::Scheduler& scheduler,
               delivery::Readiness& readiness,
               std::string bucket);

  void Apply(const delivery::Work& work, Done done) override;
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

  delivery::ReliablePublisher& publisher_;
  nats::JetStream& jetstream_;
  delivery::Scheduler& scheduler_;
  delivery::Readiness& readiness_;
  const std::string bucket_;
  RevisionCache cache_;
  std::atomic<bool> stopped_{false};
};

}  // namespace pipeline::kv_writer
