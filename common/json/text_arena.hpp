#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace pipeline::json {

/// Keeps copies of many short texts at places that do not move, until it is destroyed. After each
/// copy at least one block (kBlockBytes) can be read. Not thread-safe.
class TextArena {
 public:
  std::string_view Keep(std::string_view text);

 private:
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace pipeline::json
