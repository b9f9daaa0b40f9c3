#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "libs/files/bucket_revision.hpp"
#include "libs/files/sheet_tables.hpp"

namespace pipeline::safe_inputs {

/// A revision of the bucket that has been read as sheets. Immutable; safe from any thread.
class StoredFile {
 public:
  /// If the value cannot be shown as sheets, problem() says why: any writer of the bucket may have
  /// written something else.
  explicit StoredFile(files::Entry entry);
  StoredFile(const StoredFile&) = delete;
  StoredFile& operator=(const StoredFile&) = delete;

  const files::BucketRevision& revision() const { return entry_.revision; }
  /// Point into the value.
  const std::vector<files::SheetTable>& tables() const { return tables_; }
  /// Empty if the value is intact and has sheets.
  const std::string& problem() const { return problem_; }
  /// The approximate memory that it uses.
  std::size_t bytes() const;

 private:
  const files::Entry entry_;
  std::vector<files::SheetTable> tables_;
  std::string problem_;
};

/// The files that were looked at last: their next pages are not fetched and read again, which would
/// take quadratic time for a file that is paged through. As many as `most_bytes` hold, but always
/// the last one. Thread-safe.
class StoredFileCache {
 public:
  using File = std::shared_ptr<const StoredFile>;

  explicit StoredFileCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Null where it is not kept.
  File Get(const std::string& key, std::uint64_t revision);
  void Put(File file);

 private:
  const std::size_t most_bytes_;
  std::mutex mutex_;
  std::list<File> files_;  ///< Most recently used first.
  std::size_t bytes_ = 0;
};

}  // namespace pipeline::safe_inputs
