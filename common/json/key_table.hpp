#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/json/byte_block.hpp"
#include "common/json/error.hpp"
#include "common/json/hash_slots.hpp"
#include "common/json/seeded_hash.hpp"
#include "common/json/text_arena.hpp"

namespace pipeline::json {

/// The number of a key as it is spelled, at a depth: "a" and "\u0061" are two spellings.
using KeyId = HashSlots::Id;
inline constexpr KeyId kNoKey = ~KeyId{0};

/// A checked key as it stands in the document.
struct KeySpelling {
  const char* quoted = nullptr;
  std::uint32_t size = 0;  ///< With its quotes.
  bool escaped = false;
  bool colon_follows = false;  ///< At once, without white space.
};

/// The keys of one document, by depth. The rows of a sheet are objects with nearly the same keys in
/// the same order, so each key is guessed from the one before it: a right guess costs one
/// comparison of bytes and needs no check of its own, since these very bytes were checked before.
/// Only a wrong one is hashed.
///
/// At each depth a list holds the spellings in the order of their rows, new ones put in where they
/// first appear; a guess looks a few places ahead, because sparse rows leave columns out. A key
/// whose colon followed at once is guessed with it.
///
/// Keys are views into the document, which must outlive the table. Not thread-safe.
class KeyTable {
 public:
  KeyTable();

  /// The key that stands at `at` with its quotes, if it is the next one after `last` (kNoKey: the
  /// first one) at `depth`, is not long, and more of the document follows; otherwise kNoKey, which
  /// says nothing about the bytes.
  KeyId Guess(std::size_t depth, KeyId last, const char* at, const char* end) const;
  /// The same for one of the next few keys, whatever their length.
  KeyId GuessFurther(std::size_t depth, KeyId last, const char* at, const char* end) const {
    const KeyId next = Next(depth, last);
    return next == kNoKey ? kNoKey : GuessFrom(next, at, end);
  }

  /// The number of the key `spelling`, which came after `last`.
  KeyId Intern(std::size_t depth, KeyId last, KeySpelling spelling);

  /// False if `object` has this key already, in any spelling. At one depth, objects do not overlap.
  bool MarkSeen(KeyId key, std::uint32_t object);

  std::size_t QuotedSize(KeyId key) const { return entries_[key].size; }
  /// The number of bytes that a right guess has compared: the quoted key, and the colon if known.
  std::size_t GuessedSize(KeyId key) const { return entries_[key].GuessedSize(); }
  /// The spelling of a key that all others of the same text share.
  KeyId Canonical(KeyId key) const { return entries_[key].canonical; }
  /// The decoded text.
  std::string_view TextOf(KeyId key) const {
    const Entry& entry = entries_[Canonical(key)];
    return {entry.quoted + 1, entry.size - std::size_t{2}};
  }

 private:
  struct Entry {
    const char* quoted;
    std::uint32_t size;  ///< With the quotes.
    std::uint32_t hash;
    KeyId canonical;
    KeyId next = kNoKey;  ///< In the list of the depth.
    std::uint32_t seen_in = 0;
    std::uint16_t scope;
    bool listed = false;  ///< Or known as the text of an escaped spelling only.
    bool colon_follows = false;

    std::size_t GuessedSize() const { return std::size_t{size} + (colon_follows ? 1 : 0); }
  };

  KeyId Next(std::size_t depth, KeyId last) const {
    return last == kNoKey ? first_[depth] : entries_[last].next;
  }
  KeyId GuessFrom(KeyId key, const char* at, const char* end) const;
  KeyId Number(std::uint16_t scope, const char* quoted, std::uint32_t size);
  KeyId NumberEscaped(std::uint16_t scope, const char* quoted, std::uint32_t size);

  SeededHash hash_;
  std::vector<Entry> entries_;
  HashSlots slots_;
  KeyId first_[kMaxDepth + 1];
  TextArena decoded_;
};

// Earlier keys stand before `at`: where two blocks are readable here, they are there. No call is
// made, which would cost registers on the way that nearly all keys take.
inline KeyId KeyTable::Guess(std::size_t depth, KeyId last, const char* at, const char* end) const {
  const KeyId key = Next(depth, last);
  if (key == kNoKey || end - at < 2 * kBlockBytes) {
    return kNoKey;
  }
  const Entry& entry = entries_[key];
  return SameShortBytes(entry.quoted, at, entry.GuessedSize()) ? key : kNoKey;
}

inline bool KeyTable::MarkSeen(KeyId key, std::uint32_t object) {
  Entry& entry = entries_[entries_[key].canonical];
  if (entry.seen_in == object) {
    return false;
  }
  entry.seen_in = object;
  return true;
}

}  // namespace pipeline::json
