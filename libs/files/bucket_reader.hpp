#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/stream_reader.hpp"
#include "libs/files/revision.hpp"

namespace pipeline::files {

/// Reads a key-value bucket (ADR-8), always from its leader: every write acknowledged before is
/// seen. One thread at a time; the JetStream outlives it.
class BucketReader {
 public:
  /// Listing gives up when NATS is silent for `patience`.
  BucketReader(nats::JetStream& jetstream, std::string bucket, std::chrono::milliseconds patience);

  /// The last revision of what `text` means, deleted or not (look_up.hpp). kNotFound says what was
  /// tried, or that there is no such bucket.
  base::Result<Entry> Find(const std::string& text, const std::string& sender);
  /// The last revision of a key, deleted or not. kNotFound where there is none.
  base::Result<Entry> Last(const std::string& key);
  /// One revision of a key. kNotFound, or kInvalidInput where it is another key's.
  base::Result<Entry> At(const std::string& key, std::uint64_t revision);

  /// The last revision of each key that matches `pattern` (a NATS subject over keys), by key,
  /// without deleted ones.
  base::Result<std::vector<Revision>> Present(const std::string& pattern);
  /// Every revision of a key, the oldest first.
  base::Result<std::vector<Revision>> History(const std::string& key);
  /// Of several keys, each once, read together; kInvalidConfiguration where the server is too old.
  base::Result<std::vector<Revision>> Histories(const std::vector<std::string>& keys);

 private:
  base::Result<std::vector<Revision>> ReadAll(nats::ReadOptions options);
  nats::JetStream& jetstream_;
  const std::string bucket_;
  const std::string stream_;
  const std::chrono::milliseconds patience_;
};

/// A kNotFound in other words where the reason is that there is no such bucket; any other error as
/// it is. Asks the server.
base::Error Explain(nats::JetStream& jetstream, const std::string& bucket, base::Error error);

/// What reading the bucket from its last revisions on takes; no values.
nats::ReadOptions FromLastRevisions(const std::string& bucket, const std::string& pattern);

}  // namespace pipeline::files
