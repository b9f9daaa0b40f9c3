#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "common/index/upload_index.hpp"
#include "common/index/upload_signals.hpp"

namespace pipeline::index {

/// Follows one upload to its end. It holds no changes: where its user is slow, several become one,
/// whose state has all stages and their times; so nothing is lost and nothing piles up. The index
/// outlives it.
class UploadWatch {
 public:
  UploadWatch(UploadIndex& index, std::string upload_id);
  ~UploadWatch();
  UploadWatch(const UploadWatch&) = delete;
  UploadWatch& operator=(const UploadWatch&) = delete;

  /// The first time the present state, then waits for the next other one; nothing after a state
  /// that has ended, or once Stop() was called. An upload that ages out meanwhile is kAgedOut. One
  /// thread at a time. Nothing either where `deadline` passes first; it may be called again then.
  tl::expected<std::optional<UploadState>, Missing> Next(
      std::chrono::steady_clock::time_point deadline =
          std::chrono::steady_clock::time_point::max());

  /// Makes a waiting Next() return. From any thread, any number of times.
  void Stop() { signal_->Stop(); }

 private:
  UploadIndex& index_;
  const std::string upload_id_;
  const std::shared_ptr<UploadSignal> signal_;
  std::optional<UploadState> told_;
};

}  // namespace pipeline::index
