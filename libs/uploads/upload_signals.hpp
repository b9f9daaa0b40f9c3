#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

namespace pipeline::uploads {

/// Says of which uploads something was heard, not what: of those that it was added for, so it is
/// bounded by them. Thread-safe.
class UploadSignal {
 public:
  using Ids = std::set<std::string>;

  void Raise(const std::string& upload_id);
  /// For good.
  void Stop();
  /// Waits until it was raised after the last wait, or for `at_most`; what it was raised for.
  /// Nothing once stopped.
  std::optional<Ids> Wait(std::chrono::milliseconds at_most);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  Ids raised_;
  bool stopped_ = false;
};

/// Who waits for news of which upload. Thread-safe.
class UploadSignals {
 public:
  ~UploadSignals();

  void Add(const std::string& upload_id, const std::shared_ptr<UploadSignal>& signal);
  void Remove(const std::string& upload_id, const std::shared_ptr<UploadSignal>& signal);
  void Raise(const std::string& upload_id);

 private:
  std::mutex mutex_;
  std::unordered_multimap<std::string, std::shared_ptr<UploadSignal>> by_id_;
};

}  // namespace pipeline::uploads
