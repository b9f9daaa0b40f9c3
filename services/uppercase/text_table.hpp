#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/json/hash_slots.hpp"
#include "common/json/seeded_hash.hpp"

namespace pipeline::uppercase {

/// Gives every distinct pair of a scope and a text a number, from 0 up without gaps. Keyed by a
/// hash that senders cannot foresee, so its cost stays linear for hostile texts. The texts must
/// outlive it. Not thread-safe: each message has its own.
class TextTable {
 public:
  using Id = json::HashSlots::Id;

  TextTable();

  /// The number of `text` in `scope`; a pair that is new gets Size() as it was before the call.
  Id Insert(std::uint32_t scope, std::string_view text);

  std::string_view TextOf(Id id) const { return items_[id].text; }
  std::size_t Size() const { return items_.size(); }

 private:
  struct Item {
    std::string_view text;
    std::uint32_t scope;
    std::uint32_t hash;
  };

  json::SeededHash hash_;
  std::vector<Item> items_;
  json::HashSlots slots_;
};

}  // namespace pipeline::uppercase
