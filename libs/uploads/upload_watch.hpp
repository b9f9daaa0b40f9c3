#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "libs/uploads/uploads_watch.hpp"

namespace pipeline::uploads {

/// Follows one upload to its end: an UploadsWatch of one.
class UploadWatch {
 public:
  UploadWatch(UploadIndex& index, const std::string& upload_id) : watch_(index, {upload_id}) {}

  /// The first time the present state, then waits for the next other one; nothing after a state
  /// that has ended, or once Stop() was called. An upload that ages out meanwhile is kAgedOut. One
  /// thread at a time. Nothing either where `deadline` passes first; it may be called again then.
  tl::expected<std::optional<UploadState>, Missing> Next(
      std::chrono::steady_clock::time_point deadline =
          std::chrono::steady_clock::time_point::max()) {
    auto news = watch_.Next(deadline);
    if (!news) return std::nullopt;
    if (!news->state) return tl::make_unexpected(news->state.error());
    return *std::move(news->state);
  }

  /// Makes a waiting Next() return. From any thread, any number of times.
  void Stop() { watch_.Stop(); }

 private:
  UploadsWatch watch_;
};

}  // namespace pipeline::uploads
