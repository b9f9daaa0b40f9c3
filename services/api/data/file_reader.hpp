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

/// Reads values and histories from the bucket, always from its leader: every write acknowledged
/// before is seen. Each call asks for all that it is asked for together. Answers stand where their
/// questions stood. kCorrupted for a value that does not have the hash of its header. Thread-safe;
/// the JetStream outlives it.
class FileReader {
 public:
  using Entries = std::vector<base::Result<files::Entry>>;

  FileReader(nats::JetStream& jetstream, std::string bucket);

  /// The last revisions of what the texts mean, deleted or not, as files::FindRevision says: a
  /// name, then a key. kNotFound names the keys that were tried.
  Entries Find(const std::vector<std::string>& texts);
  /// The last revisions of keys, deleted or not.
  Entries Last(const std::vector<std::string>& keys);
  /// These revisions of these keys. kNotFound also where a revision is another key's.
  Entries At(const std::vector<KeyRevision>& which);

  /// The revision with this number, whichever key's it is. kNotFound where there is none.
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
