#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "libs/uploads/upload_index.hpp"
#include "libs/uploads/upload_signals.hpp"

namespace pipeline::uploads {

/// What became of one of several uploads.
struct UploadNews {
  std::string upload_id;
  tl::expected<UploadState, Missing> state;

  bool operator==(const UploadNews&) const = default;
};

/// Follows several uploads to their ends, on the thread of its user alone. It holds no changes:
/// where its user is slow, several become one, whose state has all stages and their times; so
/// nothing is lost and nothing piles up. The index outlives it.
class UploadsWatch {
 public:
  /// An id that stands there twice is followed once.
  UploadsWatch(UploadIndex& index, const std::vector<std::string>& upload_ids);
  ~UploadsWatch();
  UploadsWatch(const UploadsWatch&) = delete;
  UploadsWatch& operator=(const UploadsWatch&) = delete;

  /// Of each upload the present state, then waits for the next other one of any. An upload is told
  /// of no more after a state that has ended, or kUnknown or kAgedOut; kBuilding is told again and
  /// again, with pauses. Nothing when all have ended, once Stop() was called, or where `deadline`
  /// passes first: then it may be called again. One thread at a time.
  std::optional<UploadNews> Next(std::chrono::steady_clock::time_point deadline =
                                     std::chrono::steady_clock::time_point::max());

  /// Makes a waiting Next() return. From any thread, any number of times.
  void Stop() { signal_->Stop(); }

 private:
  struct Followed {
    std::optional<UploadState> told;
    /// When to ask again where nothing is heard; at first at once.
    std::chrono::steady_clock::time_point ask_at = std::chrono::steady_clock::time_point::min();
  };

  std::optional<UploadNews> AskThoseDue();
  std::optional<UploadNews> Ask(const std::string& upload_id);
  std::chrono::steady_clock::time_point NextDue() const;

  UploadIndex& index_;
  const std::shared_ptr<UploadSignal> signal_;
  std::map<std::string, Followed> followed_;  ///< Those that have not ended.
};

}  // namespace pipeline::uploads
