#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <utility>

namespace pipeline::testing {

/// Owns a file descriptor; -1 is none.
class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(int fd) : fd_(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~UniqueFd() { Reset(); }

  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }

  void Reset() {
    if (valid()) {
      close(std::exchange(fd_, -1));
    }
  }

  /// The same file under a number above the three standard ones, closed on exec. A program that was
  /// started with its standard input closed gets 0 from open(), which a child would then overwrite.
  UniqueFd AboveStandard() && {
    UniqueFd moved(fcntl(fd_, F_DUPFD_CLOEXEC, 3));
    Reset();
    return moved;
  }

 private:
  int fd_ = -1;
};

}  // namespace pipeline::testing
