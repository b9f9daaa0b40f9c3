#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "services/immudb-writer/ledger.hpp"

namespace pipeline::immudb_writer {

/// A ledger in memory, for tests: remembers the batches it was given, fails as often as it is told
/// to, and can be held shut. Thread-safe.
class FakeLedger : public Ledger {
 public:
  base::Result<std::vector<LedgerAnswer>> Store(std::span<const LedgerUpload> batch) override {
    std::unique_lock lock(mutex_);
    std::vector<std::string> ids;
    for (const LedgerUpload& upload : batch) {
      ids.push_back(upload.upload_id);
    }
    batches_.push_back(ids);
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
    if (!errors_.empty()) {
      base::Error error = errors_.front();
      errors_.pop_front();
      return tl::make_unexpected(std::move(error));
    }
    return std::vector<LedgerAnswer>(batch.size(), LedgerEntry{LedgerState::kStored, {}, 1, 7});
  }

  base::Result<void> Probe() override { return {}; }

  /// The next calls of Store answer these, one each.
  void FailNext(std::deque<base::Error> errors) {
    const std::lock_guard lock(mutex_);
    errors_ = std::move(errors);
  }

  /// While shut, Store does not return.
  void SetOpen(bool open) {
    const std::lock_guard lock(mutex_);
    open_ = open;
    changed_.notify_all();
  }

  /// Waits until Store was called `count` times; the ids of each call.
  std::vector<std::vector<std::string>> AwaitBatches(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return batches_.size() >= count; });
    return batches_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::vector<std::string>> batches_;
  std::deque<base::Error> errors_;
  bool open_ = true;
};

}  // namespace pipeline::immudb_writer
