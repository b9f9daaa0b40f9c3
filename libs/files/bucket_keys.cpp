#include "libs/files/bucket_keys.hpp"

#include <algorithm>
#include <optional>

#include "common/contract/sheet_key.hpp"
#include "common/nats/connection.hpp"
#include "libs/files/escape_for_terminal.hpp"

namespace pipeline::files {
namespace {

using base::ErrorCode;

std::string AsKey(std::string_view text, std::string_view sender) {
  std::string key(text);
  const std::string prefix = sender.empty() ? std::string() : std::string(sender) + '/';
  if (!key.starts_with(prefix)) key.insert(0, prefix);
  return nats::IsPublishSubject(key) ? key : std::string();
}

std::string NothingFound(std::string_view text, const CandidateKeys& keys) {
  std::vector<std::string> tried = keys.by_name;
  const bool known = std::find(tried.begin(), tried.end(), keys.as_key) != tried.end();
  if (!keys.as_key.empty() && !known) tried.push_back(keys.as_key);
  std::string names;
  for (const std::string& key : tried) names += (names.empty() ? "" : ", ") + key;
  return "no file and no key \"" + EscapeForTerminal(text) + "\"; looked at the keys " + names;
}

}  // namespace

CandidateKeys CandidateKeysFor(std::string_view text, std::string_view sender) {
  return {{contract::KeyOf(sender, text), contract::AlternativeKeyOf(sender, text)},
          AsKey(text, sender)};
}

base::Result<Entry> FindRevision(std::string_view text,
                                 std::string_view sender,
                                 const ReadLast& read_last) {
  const CandidateKeys keys = CandidateKeysFor(text, sender);
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
  return base::Fail(ErrorCode::kNotFound, NothingFound(text, keys));
}

bool IsOtherFile(std::string_view stored_name, std::string_view filename) {
  return !stored_name.empty() && stored_name != filename;
}

base::Result<KeyChoice> ChooseKey(const std::string& filename,
                                  const std::string& sender,
                                  const ReadLast& read_last) {
  for (const std::string& key :
       {contract::KeyOf(sender, filename), contract::AlternativeKeyOf(sender, filename)}) {
    auto last = read_last(key);
    if (!last && last.error().code == ErrorCode::kNotFound) return KeyChoice{key, std::nullopt};
    if (!last) return tl::make_unexpected(std::move(last).error());
    if (!IsOtherFile(last->revision.filename, filename)) return KeyChoice{key, *std::move(last)};
  }
  return base::Fail(ErrorCode::kConflict, "both keys of this name hold files of other names");
}

}  // namespace pipeline::files
