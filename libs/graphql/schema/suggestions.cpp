#include "libs/graphql/schema/suggestions.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "libs/graphql/language/text.hpp"

namespace pipeline::graphql {
namespace {

constexpr std::size_t kMaxSuggestions = 5;
// Longer inputs get no suggestions: the time is the product of the lengths.
constexpr std::size_t kMaxInputBytes = kMaxQuotedBytes;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The insertions, deletions and substitutions of bytes that make `b` of `a`.
std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (Lower(a[i]) == Lower(b[j]) ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, substituted});
    }
  }
  return row.back();
}

}  // namespace

std::vector<std::string_view> Suggestions(std::string_view input,
                                          const std::vector<std::string_view>& options) {
  const std::size_t farthest = input.size() * 4 / 10 + 1;
  std::vector<std::pair<std::size_t, std::string_view>> near;
  for (const std::string_view option : options) {
    const std::size_t lengths =
        std::max(option.size(), input.size()) - std::min(option.size(), input.size());
    if (input.size() > kMaxInputBytes || lengths > farthest) {
      continue;
    }
    if (const std::size_t distance = EditDistance(input, option); distance <= farthest) {
      near.emplace_back(distance, option);
    }
  }
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::vector<std::string_view> names;
  names.reserve(near.size());
  for (const auto& [distance, name] : near) {
    names.push_back(name);
  }
  return names;
}

std::string DidYouMean(const std::vector<std::string_view>& suggestions, std::string_view kind) {
  const std::size_t count = std::min(suggestions.size(), kMaxSuggestions);
  if (count == 0) {
    return {};
  }
  std::string message = " Did you mean ";
  if (!kind.empty()) {
    message.append(kind).append(" ");
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) {
      message += count == 2 ? " or " : i + 1 == count ? ", or " : ", ";
    }
    message.append("\"").append(Clip(suggestions[i])).append("\"");
  }
  return message + "?";
}

}  // namespace pipeline::graphql
