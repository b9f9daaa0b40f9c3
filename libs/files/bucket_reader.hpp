#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/stream_reader.hpp"
#include "libs/files/bucket_revision.hpp"

namespace pipeline::files {

/// Reads a key-value bucket (ADR-8), always from its leader: it sees every write that was
/// acknowledged before. One thread at a time; the JetStream outlives it.
class BucketReader {
 public:
  /// Listing gives up when NATS is silent for `patience`.
  BucketReader(nats::JetStream& jetstream, std::string bucket, std::chrono::milliseconds patience);

  /// The last revision of the file or key that `text` stands for, deleted or not (FindRevision()).
  /// kNotFound names the keys that were tried, or says that there is no such bucket.
  base::Result<Entry> Find(const std::string& text, const std::string& sender);
  /// The last revision of a key, deleted or not. kNotFound where there is none.
  base::Result<Entry> Last(const std::string& key);
  /// One revision of a key. kNotFound, or kInvalidInput where it belongs to another key.
  base::Result<Entry> At(const std::string& key, std::uint64_t revision);

  /// The last revision of each key that matches `pattern` (a NATS subject over keys), by key,
  /// without deleted ones.
  base::Result<std::vector<BucketRevision>> Present(const std::string& pattern);
  /// Every revision of a key, the oldest first.
  base::Result<std::vector<BucketRevision>> History(const std::string& key);
  /// The revisions of several keys, each listed once, read together. kInvalidConfiguration where
  /// the server is too old.
  base::Result<std::vector<BucketRevision>> Histories(const std::vector<std::string>& keys);

 private:
  base::Result<std::vector<BucketRevision>> ReadAll(nats::ReadOptions options);
  nats::JetStream& jetstream_;
  const std::string bucket_;
  const std::string stream_;
  const std::chrono::milliseconds patience_;
};

/// Explains a kNotFound whose reason is that there is no such bucket; returns any other error
/// unchanged. Asks the server.
base::Error ExplainMissingBucket(nats::JetStream& jetstream,
                                 const std::string& bucket,
                                 base::Error error);

/// Options for reading the last revision of each key and then each new one, without values.
nats::ReadOptions FromLastRevisions(const std::string& bucket, const std::string& pattern);

}  // namespace pipeline::files
