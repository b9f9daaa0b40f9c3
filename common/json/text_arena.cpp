#include "common/json/text_arena.hpp"

#include <algorithm>
#include <cstring>

#include "common/json/byte_block.hpp"

namespace pipeline::json {
namespace {

// Small, because most documents have few and short columns; each further chunk is as large as all
// before.
constexpr std::size_t kFirstChunkBytes = 1024;
constexpr std::size_t kLargestChunkBytes = std::size_t{1} << 20;

std::size_t ChunkBytes(std::size_t chunks) {
  return chunks >= 10 ? kLargestChunkBytes : kFirstChunkBytes << chunks;
}

}  // namespace

std::string_view TextArena::Keep(std::string_view text) {
  const std::size_t needed = text.size() + static_cast<std::size_t>(kBlockBytes);
  if (needed > left_) {
    left_ = std::max(needed, ChunkBytes(chunks_.size()));
    // Zeroed, so that whoever reads a block at the end of a text reads bytes that were written.
    chunks_.push_back(std::make_unique<char[]>(left_));
    free_ = chunks_.back().get();
  }
  char* kept = free_;
  std::copy(text.begin(), text.end(), kept);
  free_ += text.size();
  left_ -= text.size();
  return {kept, text.size()};
}

}  // namespace pipeline::json
