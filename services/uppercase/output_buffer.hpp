#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "common/json/byte_block.hpp"

namespace pipeline::uppercase {

/// A string that is written at its end through pointers, a block at a time: behind what was
/// reserved there is always room for one block more. Not thread-safe.
class OutputBuffer {
 public:
  explicit OutputBuffer(std::size_t expected) : text_(expected + kBlock, '\0') { PlaceAt(0); }

  OutputBuffer(const OutputBuffer&) = delete;
  OutputBuffer& operator=(const OutputBuffer&) = delete;

  /// A place to write `size` bytes and a block. Invalidates earlier places.
  char* Reserve(std::size_t size) {
    if (static_cast<std::size_t>(limit_ - end_) < size) [[unlikely]] {
      Grow(size);
    }
    return end_;
  }

  /// Says how far the reserved place was written.
  void WrittenTo(char* end) { end_ = end; }

  /// `readable_end` says how far bytes can be read: with a block or two, a short text costs no
  /// call.
  void Append(std::string_view bytes, const char* readable_end) {
    char* to = Reserve(bytes.size());
    end_ = to + bytes.size();
#if defined(__SSE2__)
    if (bytes.size() <= kBlock && readable_end - bytes.data() >= json::kBlockBytes) [[likely]] {
      json::StoreBlock(to, json::LoadBlock(bytes.data()));
      return;
    }
    if (bytes.size() > kBlock && bytes.size() <= 2 * kBlock) {
      const std::size_t second = bytes.size() - kBlock;
      json::StoreBlock(to, json::LoadBlock(bytes.data()));
      json::StoreBlock(to + second, json::LoadBlock(bytes.data() + second));
      return;
    }
#endif
    static_cast<void>(readable_end);
    std::memcpy(to, bytes.data(), bytes.size());
  }

  void Clear() { end_ = text_.data(); }

  std::string_view Text() const { return {text_.data(), Size()}; }

  std::string Take() && {
    text_.resize(Size());
    return std::move(text_);
  }

 private:
  static constexpr auto kBlock = static_cast<std::size_t>(json::kBlockBytes);

  std::size_t Size() const { return static_cast<std::size_t>(end_ - text_.data()); }

  void PlaceAt(std::size_t size) {
    end_ = text_.data() + size;
    limit_ = text_.data() + text_.size() - kBlock;
  }

  void Grow(std::size_t size) {
    const std::size_t written = Size();
    text_.resize(std::max(text_.size() + text_.size() / 2, written + size + kBlock));
    PlaceAt(written);
  }

  std::string text_;
  char* end_;    ///< Of what was written.
  char* limit_;  ///< A block before the end of text_.
};

}  // namespace pipeline::uppercase
