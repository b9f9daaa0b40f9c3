#include "common/sheets/key_table.hpp"

#include <algorithm>
#include <iterator>

#include "common/sheets/json_string.hpp"

namespace pipeline::sheets {
namespace {

constexpr std::size_t kFirstEntries = 32;

}  // namespace

KeyTable::KeyTable() {
  entries_.reserve(kFirstEntries);
  std::fill(std::begin(first_), std::end(first_), kNoKey);
}

KeyId KeyTable::Intern(std::size_t depth, KeyId last, std::string_view quoted) {
  const std::string_view content = quoted.substr(1, quoted.size() - 2);
  const bool escaped = content.find('\\') != std::string_view::npos;
  const KeyId key = escaped ? InsertEscaped(depth, content) : Insert(depth, false, content);
  Entry& entry = entries_[key];
  if (entry.size == 0) {
    entry.quoted = quoted.data();
    entry.size = static_cast<std::uint32_t>(quoted.size());
    Link(depth, last, key);
  } else if (last == kNoKey) {
    first_[depth] = key;
  }
  return key;
}

// Escaped spellings have a scope of their own in the table: the raw bytes of one may equal the text
// of another key.
KeyId KeyTable::Insert(std::size_t depth, bool escaped, std::string_view text) {
  const auto scope = static_cast<std::uint32_t>(depth * 2 + (escaped ? 1 : 0));
  const KeyId key = table_.Insert(scope, text);
  if (key == entries_.size()) {
    entries_.emplace_back().canonical = key;
  }
  return key;
}

KeyId KeyTable::InsertEscaped(std::size_t depth, std::string_view content) {
  const KeyId key = Insert(depth, true, content);
  if (entries_[key].size == 0) {
    const std::string_view text = decoded_.Keep(DecodeJsonString(content));
    const KeyId canonical = Insert(depth, false, text);
    entries_[key].canonical = canonical;
  }
  return key;
}

void KeyTable::Link(std::size_t depth, KeyId last, KeyId key) {
  KeyId& before = last == kNoKey ? first_[depth] : entries_[last].next;
  entries_[key].next = before;
  before = key;
}

}  // namespace pipeline::sheets
