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

/// The state of an upload. The index no longer keeps an expired one: its state comes from the
/// bucket and the ledger's receipt, and a store without either is pending.
struct IndexedUpload {
  uploads::UploadState state;
  bool expired = false;
};

struct UploadPage {
  std::vector<IndexedUpload> uploads;  ///< The newest first.
  bool has_next = false;
};

/// Finds uploads by id and page by page. kUnavailable (retryable) while the index is being read.
/// Thread-safe; what it reads from outlives it.
class UploadReader {
 public:
  UploadReader(uploads::UploadIndex& index,
               const BucketCatalog& catalog,
               FileReader& files,
               LedgerReader& ledger)
      : index_(index), catalog_(catalog), files_(files), ledger_(ledger) {}

  /// Nothing where no upload was accepted under this id.
  base::Result<std::optional<IndexedUpload>> Find(const std::string& upload_id);

  /// The newest `first` uploads accepted before the origin `after` (none: of all).
  base::Result<UploadPage> Page(std::size_t first, const std::optional<contract::Origin>& after);

  /// Waits until the upload has ended in the bucket or the time is over; returns its state.
  /// kNotFound for an unknown upload.
  base::Result<uploads::UploadState> AwaitBucket(const std::string& upload_id,
                                                 std::chrono::milliseconds at_most);

 private:
  friend class UploadProgress;
  base::Result<IndexedUpload> Expired(const std::string& upload_id);
  base::Result<std::optional<files::BucketRevision>> RevisionOfExpired(
      const std::string& upload_id);
  base::Error Explain(uploads::Missing missing, const std::string& upload_id) const;

  uploads::UploadIndex& index_;
  const BucketCatalog& catalog_;
  FileReader& files_;
  LedgerReader& ledger_;
};

/// Follows an upload from its present state to its end. The reader outlives it.
class UploadProgress {
 public:
  UploadProgress(UploadReader& reader, const std::string& upload_id)
      : reader_(reader), upload_id_(upload_id), watch_(reader.index_, {upload_id}) {}

  /// Waits for the next state; nothing after the end or Stop(). kNotFound for an unknown upload. An
  /// upload that ages out is returned once, as expired. One thread at a time.
  base::Result<std::optional<IndexedUpload>> Next();

  /// From any thread.
  void Stop() { watch_.Stop(); }

 private:
  UploadReader& reader_;
  const std::string upload_id_;
  uploads::UploadWatch watch_;
  bool expired_ = false;
};

}  // namespace pipeline::api
