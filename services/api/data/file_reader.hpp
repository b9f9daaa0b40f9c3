#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"
#include "libs/files/bucket_revision.hpp"

namespace pipeline::api {

struct KeyRevision {
  std::string key;
  std::uint64_t revision = 0;
};

struct HistoryQuery {
  std::string key;
  std::size_t first = 0;
  std::uint64_t after = 0;  ///< A revision; the page begins with the next older. 0: the newest.
};

struct HistoryPage {
  std::vector<files::BucketRevision> revisions;  ///< The newest first.
  bool has_next = false;
};

/// Reads values and histories from the bucket, always from its leader: it sees every write that was
/// acknowledged before. Each call is one batch; results are in the order of the arguments.
/// kCorrupted for a value that does not have the hash of its header. Thread-safe; the JetStream
/// outlives it.
class FileReader {
 public:
  using Entries = std::vector<base::Result<files::Entry>>;

  FileReader(nats::JetStream& jetstream, std::string bucket);

  /// The last revisions of the files of these names, else of these keys (files::FindRevision),
  /// deleted or not. kNotFound names the keys that were tried.
  Entries Find(const std::vector<std::string>& texts);
  /// The last revisions of keys, deleted or not.
  Entries Last(const std::vector<std::string>& keys);
  /// Single revisions. kNotFound also where a revision belongs to another key.
  Entries At(const std::vector<KeyRevision>& which);

  /// The revision with this number, of any key. kNotFound where there is none.
  base::Result<files::Entry> Numbered(std::uint64_t revision);

  /// Revisions without their values; none where there is no such key.
  std::vector<base::Result<HistoryPage>> History(const std::vector<HistoryQuery>& queries);

 private:
  std::vector<base::Result<files::Entry>> ReadLast(const std::vector<std::string>& keys);
  std::vector<base::Result<HistoryPage>> ReadEachHistory(const std::vector<HistoryQuery>& queries);
  base::Result<HistoryPage> ReadHistory(const HistoryQuery& query);

  nats::JetStream& jetstream_;
  const std::string bucket_;
  const std::string stream_;
};

}  // namespace pipeline::api
