#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace pipeline::index {

/// Says that something was heard of an upload, not what. Thread-safe.
class UploadSignal {
 public:
  void Raise();
  /// For good.
  void Stop();
  /// Waits until it was raised after the last wait, or for `at_most`. False once stopped.
  bool Wait(std::chrono::milliseconds at_most);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool raised_ = false;
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

}  // namespace pipeline::index
