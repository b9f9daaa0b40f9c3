#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pipeline::graphql {

/// Measures names against one input, for Suggestions.
class LexicalDistance {
 public:
  explicit LexicalDistance(std::string_view input);

  /// Nothing above the threshold.
  std::optional<std::size_t> Measure(std::string_view option);

 private:
  std::optional<std::size_t> Edits(std::string_view longer, std::string_view shorter);
  std::size_t Cell(std::string_view longer, std::string_view shorter, std::size_t i, std::size_t j);

  std::string_view input_;
  std::string lower_;
  std::size_t threshold_;
  std::array<std::vector<std::size_t>, 3> rows_;
};

}  // namespace pipeline::graphql
