#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/sheets/byte_block.hpp"
#include "common/sheets/limits.hpp"
#include "common/sheets/text_arena.hpp"
#include "common/sheets/text_table.hpp"

namespace pipeline::sheets {

/// The number of a key as it is spelled, at a depth: "a" and "\u0061" are two spellings.
using KeyId = TextTable::Id;
inline constexpr KeyId kNoKey = ~KeyId{0};

/// The keys of one document, by depth. The rows of a sheet are objects with nearly the same keys in
/// the same order, so each key is guessed from the one before it: a right guess costs one
/// comparison of bytes and needs no check of its own, since these very bytes were checked before.
/// Only a wrong one is hashed.
///
/// At each depth a list holds the spellings in the order of their rows, new ones put in where they
/// first appear; a guess looks a few places ahead, because sparse rows leave columns out.
///
/// Keys are views into the document, which must outlive the table. Not thread-safe.
class KeyTable {
 public:
  KeyTable();

  /// The key that stands at `at` with its quotes, if it is one of the next ones after `last`
  /// (kNoKey: of the first ones) at `depth`; otherwise kNoKey, which says nothing about the bytes.
  KeyId Guess(std::size_t depth, KeyId last, const char* at, const char* end) const;

  /// The number of the checked key at `quoted`, which came after `last`.
  KeyId Intern(std::size_t depth, KeyId last, std::string_view quoted);

  /// False if `object` has this key already, in any spelling. At one depth, objects do not overlap.
  bool MarkSeen(KeyId key, std::uint32_t object);

  std::size_t QuotedSize(KeyId key) const { return entries_[key].size; }
  /// The spelling of a key that all others of the same text share.
  KeyId Canonical(KeyId key) const { return entries_[key].canonical; }
  /// The decoded text.
  std::string_view TextOf(KeyId key) const { return table_.TextOf(Canonical(key)); }

 private:
  struct Entry {
    const char* quoted = nullptr;
    std::uint32_t size = 0;  ///< 0: known as the text of an escaped spelling only.
    KeyId next = kNoKey;
    KeyId canonical = kNoKey;
    std::uint32_t seen_in = 0;
  };

  KeyId Insert(std::size_t depth, bool escaped, std::string_view text);
  KeyId InsertEscaped(std::size_t depth, std::string_view content);
  void Link(std::size_t depth, KeyId last, KeyId key);

  TextTable table_;
  std::vector<Entry> entries_;  ///< By the numbers of table_.
  KeyId first_[kMaxDepth + 1];
  TextArena decoded_;
};

inline KeyId KeyTable::Guess(std::size_t depth, KeyId last, const char* at, const char* end) const {
  constexpr int kLookAhead = 4;
  // Earlier keys stand before `at`: where a block is readable here, it is there.
  const std::size_t readable = static_cast<std::size_t>(end - at);
  if (end - at < kBlockBytes) {
    return kNoKey;
  }
  KeyId key = last == kNoKey ? first_[depth] : entries_[last].next;
  for (int i = 0; i < kLookAhead && key != kNoKey; ++i) {
    const Entry& entry = entries_[key];
    if (entry.size <= readable && SameBytes(entry.quoted, at, entry.size)) {
      return key;
    }
    key = entry.next;
  }
  return kNoKey;
}

inline bool KeyTable::MarkSeen(KeyId key, std::uint32_t object) {
  Entry& entry = entries_[entries_[key].canonical];
  if (entry.seen_in == object) {
    return false;
  }
  entry.seen_in = object;
  return true;
}

}  // namespace pipeline::sheets
