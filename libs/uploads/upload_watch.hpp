#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "libs/uploads/upload_index.hpp"

namespace pipeline::uploads {

/// The state of one of several uploads.
struct UploadUpdate {
  std::string upload_id;
  tl::expected<UploadState, Missing> state;

  bool operator==(const UploadUpdate&) const = default;
};

/// Follows uploads to their ends, on its caller's thread. Changes are not queued: for a slow caller
/// several become one, whose state has all stages and their times, so nothing is lost and memory is
/// bounded. The index outlives it.
class UploadWatch {
 public:
  /// An id that is listed twice is followed once.
  UploadWatch(UploadIndex& index, const std::vector<std::string>& upload_ids);
  ~UploadWatch();
  UploadWatch(const UploadWatch&) = delete;
  UploadWatch& operator=(const UploadWatch&) = delete;

  /// Returns each upload's present state once, then waits for the next change of any of them. An
  /// upload is reported for the last time when it has ended, or with kUnknown or kAgedOut;
  /// kBuilding is repeated, with pauses. Nothing when all have ended or after Stop(); nothing also
  /// where `deadline` passes first: then it may be called again. One thread at a time.
  std::optional<UploadUpdate> Next(std::chrono::steady_clock::time_point deadline =
                                       std::chrono::steady_clock::time_point::max());

  /// Makes a waiting Next() return. Callable from any thread, any number of times.
  void Stop() { changed_->Stop(); }

 private:
  struct Followed {
    std::optional<UploadState> reported;
    /// Time of the next query without a change; the first is immediate.
    std::chrono::steady_clock::time_point query_at = std::chrono::steady_clock::time_point::min();
  };

  std::optional<UploadUpdate> QueryDue();
  std::optional<UploadUpdate> Query(const std::string& upload_id);
  std::chrono::steady_clock::time_point NextDue() const;

  UploadIndex& index_;
  const std::shared_ptr<ChangedUploads> changed_;
  std::map<std::string, Followed> followed_;  ///< Uploads that have not ended.
};

}  // namespace pipeline::uploads
