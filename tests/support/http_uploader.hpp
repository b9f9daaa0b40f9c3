#pragma once

#include <chrono>
#include <string>

namespace pipeline::testing {

/// Sends uploads as a patient client does: with one Idempotency-Key, again and again, until it has
/// a receipt.
class HttpUploader {
 public:
  /// `address` is safe-inputs' host:port.
  explicit HttpUploader(std::string address) : address_(std::move(address)) {}

  /// True once it was answered 202. False when `timeout` has passed, or at an answer that no
  /// patience mends (told in `last_answer`).
  bool Send(const std::string& body, const std::string& key, std::chrono::milliseconds timeout);
  const std::string& last_answer() const { return last_answer_; }

 private:
  std::string address_;
  std::string last_answer_;
};

}  // namespace pipeline::testing
