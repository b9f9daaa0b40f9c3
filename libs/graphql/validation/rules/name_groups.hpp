#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pipeline::graphql::validation {

/// Names and where each stands, in the order in which they came first.
class NameGroups {
 public:
  using Group = std::pair<std::string_view, std::vector<std::uint32_t>>;

  void Add(std::string_view name, std::uint32_t offset) {
    const auto [at, inserted] = index_.emplace(name, groups_.size());
    if (inserted) {
      groups_.emplace_back(name, std::vector<std::uint32_t>{});
    }
    groups_[at->second].second.push_back(offset);
  }
  const std::vector<Group>& Groups() const { return groups_; }

 private:
  std::vector<Group> groups_;
  std::unordered_map<std::string_view, std::size_t> index_;
};

}  // namespace pipeline::graphql::validation
