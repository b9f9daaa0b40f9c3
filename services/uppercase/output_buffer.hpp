#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "common/sheets/byte_block.hpp"

namespace pipeline::uppercase {

/// A string that is written at its end through pointers, a block at a time: behind what was
/// reserved there is always room for one block more. Not thread-safe.
class OutputBuffer {
 public:
  explicit OutputBuffer(std::size_t expected) : text_(expected + kBlock, '\0') {}

  /// A place to write `size` bytes and a block. Invalidates earlier places.
  char* Reserve(std::size_t size) {
    if (text_.size() - size_ < size + kBlock) [[unlikely]] {
      Grow(size);
    }
    return text_.data() + size_;
  }

  /// Says how far the reserved place was written.
  void WrittenTo(const char* end) { size_ = static_cast<std::size_t>(end - text_.data()); }

  /// `readable_end` says how far bytes can be read: with a block or two, a short text costs no
  /// call.
  void Append(std::string_view bytes, const char* readable_end) {
    char* to = Reserve(bytes.size());
    size_ += bytes.size();
#if defined(__SSE2__)
    if (bytes.size() <= kBlock && readable_end - bytes.data() >= sheets::kBlockBytes) {
      sheets::StoreBlock(to, sheets::LoadBlock(bytes.data()));
      return;
    }
    if (bytes.size() > kBlock && bytes.size() <= 2 * kBlock) {
      const std::size_t second = bytes.size() - kBlock;
      sheets::StoreBlock(to, sheets::LoadBlock(bytes.data()));
      sheets::StoreBlock(to + second, sheets::LoadBlock(bytes.data() + second));
      return;
    }
#endif
    static_cast<void>(readable_end);
    std::memcpy(to, bytes.data(), bytes.size());
  }

  void Clear() { size_ = 0; }

  std::string_view Text() const { return {text_.data(), size_}; }

  std::string Take() && {
    text_.resize(size_);
    return std::move(text_);
  }

 private:
  static constexpr auto kBlock = static_cast<std::size_t>(sheets::kBlockBytes);

  void Grow(std::size_t size) {
    text_.resize(std::max(text_.size() + text_.size() / 2, size_ + size + kBlock));
  }

  std::string text_;
  std::size_t size_ = 0;
};

}  // namespace pipeline::uppercase
