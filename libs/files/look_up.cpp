#include "libs/files/look_up.hpp"

#include <algorithm>
#include <optional>

#include "common/contract/sheet_key.hpp"
#include "common/nats/connection.hpp"
#include "libs/files/printable.hpp"

namespace pipeline::files {
namespace {

using base::ErrorCode;

std::string AsKey(std::string_view text, std::string_view sender) {
  std::string key(text);
  const std::string prefix = sender.empty() ? std::string() : std::string(sender) + '/';
  if (!key.starts_with(prefix)) key.insert(0, prefix);
  return nats::IsPublishSubject(key) ? key : std::string();
}

std::string NothingAt(std::string_view text, const KeysToTry& keys) {
  std::vector<std::string> tried = keys.by_name;
  const bool known = std::find(tried.begin(), tried.end(), keys.as_key) != tried.end();
  if (!keys.as_key.empty() && !known) tried.push_back(keys.as_key);
  std::string names;
  for (const std::string& key : tried) names += (names.empty() ? "" : ", ") + key;
  return "no file and no key \"" + Printable(text) + "\"; looked at the keys " + names;
}

}  // namespace

KeysToTry KeysFor(std::string_view text, std::string_view sender) {
  return {{contract::KeyOf(sender, text), contract::AlternativeKeyOf(sender, text)},
          AsKey(text, sender)};
}

base::Result<Entry> FindLast(std::string_view text,
                             std::string_view sender,
                             const ReadLast& read_last) {
  const KeysToTry keys = KeysFor(text, sender);
  std::optional<Entry> nameless;
  for (const std::string& key : keys.by_name) {
    auto entry = read_last(key);
    if (!entry) {
      if (entry.error().code != ErrorCode::kNotFound) return entry;
      continue;
    }
    if (entry->revision.filename == text) return entry;
    if (entry->revision.filename.empty() && !nameless) nameless = std::move(*entry);
  }
  if (!keys.as_key.empty()) {
    auto entry = read_last(keys.as_key);
    if (entry || entry.error().code != ErrorCode::kNotFound) return entry;
  }
  if (nameless) return std::move(*nameless);
  return base::Fail(ErrorCode::kNotFound, NothingAt(text, keys));
}

}  // namespace pipeline::files
