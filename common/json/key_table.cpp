#include "common/json/key_table.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <string>

#include "common/json/strings.hpp"

namespace pipeline::json {
namespace {

constexpr std::size_t kFirstEntries = 32;

}  // namespace

KeyTable::KeyTable() {
  entries_.reserve(kFirstEntries);
  std::fill(std::begin(first_), std::end(first_), kNoKey);
}

KeyId KeyTable::GuessFrom(KeyId key, const char* at, const char* end) const {
  constexpr int kLookAhead = 4;
  const std::string_view rest(at, static_cast<std::size_t>(end - at));
  for (int i = 0; i < kLookAhead && key != kNoKey; ++i, key = entries_[key].next) {
    if (rest.starts_with({entries_[key].quoted, entries_[key].GuessedSize()})) {
      return key;
    }
  }
  return kNoKey;
}

// Nearly every call is that of Intern(), and small documents do little else.
[[gnu::always_inline]] inline KeyId KeyTable::Number(std::uint16_t scope,
                                                     const char* quoted,
                                                     std::uint32_t size) {
  const auto hash = static_cast<std::uint32_t>(hash_(scope, {quoted, size}));
  KeyId& slot = slots_.Find(hash, [&](KeyId key) {
    const Entry& entry = entries_[key];
    return entry.hash == hash && entry.scope == scope && entry.size == size &&
           std::memcmp(entry.quoted, quoted, size) == 0;
  });
  if (slot != 0) {
    return slot - 1;
  }
  const auto key = static_cast<KeyId>(entries_.size());
  entries_.push_back(
      {.quoted = quoted, .size = size, .hash = hash, .canonical = key, .scope = scope});
  slot = key + 1;
  slots_.KeepRoom(key + 1, [this](KeyId other) { return entries_[other].hash; });
  return key;
}

// Escaped spellings have a scope of their own: the raw bytes of one may equal the text of another
// key.
KeyId KeyTable::NumberEscaped(std::uint16_t scope, const char* quoted, std::uint32_t size) {
  const KeyId key = Number(scope | 1, quoted, size);
  if (!entries_[key].listed) {
    const std::string text = DecodeString({quoted + 1, size - std::size_t{2}});
    const std::string_view kept = decoded_.Keep('"' + text + '"');
    const KeyId canonical = Number(scope, kept.data(), static_cast<std::uint32_t>(kept.size()));
    entries_[key].canonical = canonical;
  }
  return key;
}

KeyId KeyTable::Intern(std::size_t depth, KeyId last, KeySpelling spelling) {
  const auto scope = static_cast<std::uint16_t>(depth * 2);
  const KeyId key = spelling.escaped ? NumberEscaped(scope, spelling.quoted, spelling.size)
                                     : Number(scope, spelling.quoted, spelling.size);
  Entry& entry = entries_[key];
  KeyId& before = last == kNoKey ? first_[depth] : entries_[last].next;
  if (!entry.listed) {
    entry.listed = true;
    entry.quoted = spelling.quoted;
    entry.colon_follows = spelling.colon_follows;
    entry.next = before;
    before = key;
  } else if (last == kNoKey) {
    before = key;
  }
  return key;
}

}  // namespace pipeline::json
