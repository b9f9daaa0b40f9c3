#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pipeline::contract {

/// The headers of one message: names are case sensitive, a name stands once. An empty value is
/// never kept, because an empty value on the wire makes nats.c 3.4.1 swallow the next header.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<std::pair<std::string, std::string>> entries);

  /// Replaces the value of `name`. An empty `value` removes it. CR and LF become spaces.
  void Set(std::string_view name, std::string_view value);
  void Remove(std::string_view name);
  /// Empty if absent.
  std::string_view Get(std::string_view name) const;

  bool empty() const { return entries_.empty(); }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }
  /// What the headers take on the wire, about.
  std::size_t Bytes() const;

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
};

}  // namespace pipeline::contract
