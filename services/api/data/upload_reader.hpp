#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "libs/uploads/upload_index.hpp"
#include "libs/uploads/upload_watch.hpp"
#include "services/api/data/bucket_catalog.hpp"
#include "services/api/data/file_reader.hpp"
#include "services/api/data/ledger_reader.hpp"

namespace pipeline::api {

/// What became of an upload. An expired one is no longer kept by the index: its state holds what
/// the bucket and the ledger's receipt still tell, and a store that tells nothing is pending there.
struct Upload {
  uploads::UploadState state;
  bool expired = false;
};

struct UploadPage {
  std::vector<Upload> uploads;  ///< The newest first.
  bool has_next = false;
};

/// Uploads by their ids and page by page. kUnavailable (retryable) while the index is being read.
/// Thread-safe; what it reads from outlives it.
class UploadReader {
 public:
  UploadReader(uploads::UploadIndex& index,
               const BucketCatalog& catalog,
               FileReader& files,
               LedgerReader& ledger)
      : index_(index), catalog_(catalog), files_(files), ledger_(ledger) {}

  /// Nothing where no upload was accepted under this id.
  base::Result<std::optional<Upload>> Find(const std::string& upload_id);

  /// At most `first`, accepted before the one with the origin `after` (none: from the newest on).
  base::Result<UploadPage> Page(std::size_t first, const std::optional<contract::Origin>& after);

  /// Waits until the upload has ended in the bucket, at most so long; its state then. kNotFound
  /// where there is none.
  base::Result<uploads::UploadState> AwaitBucket(const std::string& upload_id,
                                                 std::chrono::milliseconds at_most);

 private:
  friend class UploadProgress;
  base::Result<Upload> Expired(const std::string& upload_id);
  base::Result<std::optional<files::BucketRevision>> RevisionOfExpired(
      const std::string& upload_id);
  base::Error Explain(uploads::Missing missing, const std::string& upload_id) const;

  uploads::UploadIndex& index_;
  const BucketCatalog& catalog_;
  FileReader& files_;
  LedgerReader& ledger_;
};

/// An upload's present state, then each other one until it has ended. The reader outlives it.
class UploadProgress {
 public:
  UploadProgress(UploadReader& reader, const std::string& upload_id)
      : reader_(reader), upload_id_(upload_id), watch_(reader.index_, {upload_id}) {}

  /// Waits; nothing after the end or Stop(). kNotFound where there is no such upload. One that has
  /// aged out is told once, as expired. One thread at a time.
  base::Result<std::optional<Upload>> Next();

  /// From any thread.
  void Stop() { watch_.Stop(); }

 private:
  UploadReader& reader_;
  const std::string upload_id_;
  uploads::UploadWatch watch_;
  bool expired_ = false;
};

}  // namespace pipeline::api
