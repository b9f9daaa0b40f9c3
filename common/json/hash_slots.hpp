#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pipeline::json {

/// The places of a hash table whose items are numbered from 0 up and stand elsewhere. Open
/// addressing: an item is at the first place from its hash on that was free when it came; none is
/// ever removed. Not thread-safe.
class HashSlots {
 public:
  using Id = std::uint32_t;

  HashSlots() = default;
  HashSlots(const HashSlots&) = delete;
  HashSlots& operator=(const HashSlots&) = delete;

  /// Where the item is for which `is_same(number)` holds, or where it is to be put: a number plus
  /// one, or 0. Valid until the next KeepRoom().
  template <typename IsSame>
  Id& Find(std::uint32_t hash, const IsSame& is_same) {
    std::size_t place = hash & mask_;
    while (slots_[place] != 0 && !is_same(slots_[place] - 1)) {
      place = (place + 1) & mask_;
    }
    return slots_[place];
  }

  /// To be called after each new item, when there are `count`. Half of the places stay free.
  template <typename HashOf>
  void KeepRoom(Id count, const HashOf& hash_of) {
    if (std::size_t{count} * 2 <= mask_ + 1) [[likely]] {
      return;
    }
    more_.assign((mask_ + 1) * 2, 0);
    slots_ = more_.data();
    mask_ = more_.size() - 1;
    for (Id id = 0; id < count; ++id) {
      Find(hash_of(id), [](Id /*other*/) { return false; }) = id + 1;
    }
  }

 private:
  static constexpr std::size_t kFirstSlots = 64;  ///< A power of two, as all sizes.

  std::array<Id, kFirstSlots> first_{};  ///< Enough for most messages, without an allocation.
  std::vector<Id> more_;
  Id* slots_ = first_.data();
  std::size_t mask_ = kFirstSlots - 1;
};

}  // namespace pipeline::json
