#pragma once

#include <atomic>
#include <cstddef>
#include <memory>

namespace pipeline::http {

/// Lets a bounded number in at a time, and nobody wait. Thread-safe; outlives its passes.
class Gate {
 public:
  struct Leave {
    void operator()(Gate* gate) const { gate->inside_.fetch_sub(1); }
  };
  /// Held by who is inside; empty where there was no room.
  using Pass = std::unique_ptr<Gate, Leave>;

  explicit Gate(std::size_t most) : most_(most) {}

  Pass TryEnter() {
    if (inside_.fetch_add(1) < most_) return Pass(this);
    inside_.fetch_sub(1);
    return nullptr;
  }
  bool Full() const { return inside_.load() >= most_; }

 private:
  const std::size_t most_;
  std::atomic<std::size_t> inside_{0};
};

}  // namespace pipeline::http
