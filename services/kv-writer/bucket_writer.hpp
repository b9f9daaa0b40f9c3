#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "common/base/lru_cache.hpp"
#include "common/nats/jetstream.hpp"
#include "common/pipeline/service.hpp"
#include "services/kv-writer/last_revision.hpp"

namespace pipeline::kv_writer {

/// Writes uploads into the key-value bucket (ADR-8), byte for byte. Per key the newest accepted
/// upload wins, however many replicas write. Every write expects the revision it was decided on
/// (Nats-Expected-Last-Subject-Sequence); after a refusal the key is read from the stream's leader
/// and decided again. An unknown key is expected to be empty, so a new key costs no look-up. If the
/// process dies after a write, the redelivery finds its own Origin in the bucket and writes
/// nothing.
class BucketWriter final : public pipeline::Effect {
 public:
  /// The parts of `context` outlive it.
  explicit BucketWriter(const pipeline::EffectContext& context);

  void Apply(const pipeline::ProcessedMessage& message, Done done) override;
  void Stop() override;

 private:
  struct Attempt;
  using AttemptPtr = std::shared_ptr<Attempt>;

  void Decide(const AttemptPtr& attempt);
  void TryAlternativeKey(const AttemptPtr& attempt);
  void Write(const AttemptPtr& attempt, std::uint64_t expected_revision);
  void OnWritten(const AttemptPtr& attempt, const base::Result<nats::PubAck>& ack);
  void ReadBack(const AttemptPtr& attempt);
  void OnReadBack(const AttemptPtr& attempt, const base::Result<nats::StoredMessage>& stored);

  /// The last revision seen of a key. It may be out of date, since other replicas write too: the
  /// server's compare-and-set decides.
  std::optional<LastRevision> LastSeen(const std::string& key);
  void Remember(const std::string& key, LastRevision last);
  void Forget(const std::string& key);

  pipeline::ReliablePublisher& publisher_;
  nats::JetStream& jetstream_;
  pipeline::Scheduler& scheduler_;
  service::Readiness& readiness_;
  const std::string bucket_;
  std::mutex mutex_;
  base::LruCache<LastRevision> last_seen_;
  std::atomic<bool> stopped_{false};
};

}  // namespace pipeline::kv_writer
