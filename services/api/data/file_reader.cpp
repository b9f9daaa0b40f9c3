#include "services/api/data/file_reader.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <map>
#include <set>
#include <utility>

#include "common/contract/sheet_key.hpp"
#include "common/contract/topology.hpp"
#include "libs/files/bucket_keys.hpp"
#include "libs/files/bucket_reader.hpp"
#include "services/api/data/display_text.hpp"
#include "services/api/data/fetch_all.hpp"

namespace pipeline::api {
namespace {

using base::ErrorCode;
using files::Entry;

constexpr std::chrono::milliseconds kReadPatience{5000};
// Concurrent reads of histories, each with a consumer of its own.
constexpr std::size_t kHistoriesAtOnce = 8;

base::Result<Entry> Checked(base::Result<Entry> entry) {
  if (!entry) return entry;
  if (!files::HasItsHash(*entry)) {
    return base::Fail(ErrorCode::kCorrupted,
                      "revision " + std::to_string(entry->revision.number) + " of " +
                          entry->revision.key +
                          ": the value does not have the SHA-256 of its header");
  }
  entry->revision = WithDisplayTexts(std::move(entry->revision));
  return entry;
}

base::Result<Entry> NothingUnder(const std::string& key) {
  return base::Fail(ErrorCode::kNotFound, "there is no key " + DisplayText(key));
}

base::Result<Entry> NoSuchRevision(const KeyRevision& which) {
  return base::Fail(
      ErrorCode::kNotFound,
      "there is no revision " + std::to_string(which.revision) + " of " + DisplayText(which.key));
}

void Unify(std::vector<std::string>& keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

// The first key of each name, without duplicates.
std::vector<std::string> FirstKeysOf(const std::vector<std::string>& texts) {
  std::vector<std::string> keys;
  for (const std::string& text : texts) {
    if (!text.empty()) keys.push_back(contract::KeyOf({}, text));
  }
  Unify(keys);
  return keys;
}

using LastByKey = std::map<std::string, base::Result<Entry>, std::less<>>;

// The entry of this name if it is at its first key; else null.
base::Result<Entry>* AtFirstKey(const std::string& text, LastByKey& last) {
  const auto entry = last.find(contract::KeyOf({}, text));
  const bool found =
      entry != last.end() && entry->second && entry->second->revision.filename == text;
  return found ? &entry->second : nullptr;
}

// The other candidate keys of the texts not found yet, without duplicates.
std::vector<std::string> FurtherKeysOf(const std::vector<std::string>& texts, LastByKey& last) {
  std::vector<std::string> keys;
  for (const std::string& text : texts) {
    if (text.empty() || AtFirstKey(text, last) != nullptr) continue;
    const files::CandidateKeys tried = files::CandidateKeysFor(text, {});
    keys.insert(keys.end(), tried.by_name.begin(), tried.by_name.end());
    if (!tried.as_key.empty()) keys.push_back(tried.as_key);
  }
  Unify(keys);
  keys.erase(std::remove_if(
                 keys.begin(), keys.end(), [&](const auto& key) { return last.count(key) > 0; }),
             keys.end());
  return keys;
}

// The keys of the queries, once, without wildcards.
std::vector<std::string> KeysOf(const std::vector<HistoryQuery>& queries) {
  std::set<std::string> keys;
  for (const HistoryQuery& query : queries) {
    if (nats::IsPublishSubject(query.key)) keys.insert(query.key);
  }
  return {keys.begin(), keys.end()};
}

// `revisions` are all of the query's key, the oldest first.
HistoryPage PageOf(const HistoryQuery& query, const std::vector<files::BucketRevision>& revisions) {
  HistoryPage page;
  for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision) {
    if (query.after > 0 && revision->number >= query.after) continue;
    if (page.revisions.size() == query.first) {
      page.has_next = true;
      break;
    }
    page.revisions.push_back(WithDisplayTexts(*revision));
  }
  return page;
}

}  // namespace

FileReader::FileReader(nats::JetStream& jetstream, std::string bucket)
    : jetstream_(jetstream), bucket_(std::move(bucket)), stream_(contract::BucketStream(bucket_)) {}

FileReader::Entries FileReader::ReadLast(const std::vector<std::string>& keys) {
  auto stored = FetchAll(keys.size(),
                         MessagesAtOnce(jetstream_.requests().connection(), keys.size()),
                         [&](std::size_t which, nats::JetStream::Stored callback) {
                           const std::string& key = keys[which];
                           // A wildcard would match any key.
                           if (!nats::IsPublishSubject(key)) {
                             return callback(base::Fail(ErrorCode::kNotFound, "no key"));
                           }
                           jetstream_.GetLastMessage(
                               stream_, contract::BucketSubject(bucket_, key), std::move(callback));
                         });
  Entries entries;
  entries.reserve(stored.size());
  for (auto& message : stored) {
    if (message) {
      entries.emplace_back(files::ReadEntry(bucket_, std::move(*message)));
    } else {
      entries.emplace_back(tl::make_unexpected(std::move(message).error()));
    }
  }
  return entries;
}

FileReader::Entries FileReader::Find(const std::vector<std::string>& texts) {
  LastByKey last;
  const auto read = [&](const std::vector<std::string>& keys) {
    Entries entries = ReadLast(keys);
    for (std::size_t i = 0; i < keys.size(); ++i) last.emplace(keys[i], std::move(entries[i]));
  };
  // Most files are at their first keys, so these are requested alone.
  read(FirstKeysOf(texts));
  read(FurtherKeysOf(texts, last));
  // A single text needs no copy of its value, which may be large.
  auto* only = texts.size() == 1 ? AtFirstKey(texts.front(), last) : nullptr;
  if (only != nullptr) return {Checked(std::move(*only))};
  Entries found;
  found.reserve(texts.size());
  for (const std::string& text : texts) {
    if (text.empty()) {
      found.push_back(NothingUnder(text));
      continue;
    }
    found.push_back(Checked(
        files::FindRevision(text, {}, [&last](const std::string& key) { return last.at(key); })));
  }
  return found;
}

FileReader::Entries FileReader::Last(const std::vector<std::string>& keys) {
  Entries entries = ReadLast(keys);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const bool none = !entries[i] && entries[i].error().code == ErrorCode::kNotFound;
    entries[i] = none ? NothingUnder(keys[i]) : Checked(std::move(entries[i]));
  }
  return entries;
}

FileReader::Entries FileReader::At(const std::vector<KeyRevision>& which) {
  auto stored = FetchAll(which.size(),
                         MessagesAtOnce(jetstream_.requests().connection(), which.size()),
                         [&](std::size_t i, nats::JetStream::Stored callback) {
                           jetstream_.GetMessage(stream_, which[i].revision, std::move(callback));
                         });
  Entries entries;
  entries.reserve(which.size());
  for (std::size_t i = 0; i < which.size(); ++i) {
    const bool none = !stored[i] && stored[i].error().code == ErrorCode::kNotFound;
    if (!stored[i] && !none) {
      entries.emplace_back(tl::make_unexpected(std::move(stored[i]).error()));
    } else if (none || stored[i]->subject != contract::BucketSubject(bucket_, which[i].key)) {
      entries.push_back(NoSuchRevision(which[i]));
    } else {
      entries.push_back(Checked(files::ReadEntry(bucket_, std::move(*stored[i]))));
    }
  }
  return entries;
}

base::Result<Entry> FileReader::Numbered(std::uint64_t revision) {
  auto stored = jetstream_.GetMessage(stream_, revision);
  if (!stored) return tl::make_unexpected(std::move(stored).error());
  return Checked(files::ReadEntry(bucket_, std::move(*stored)));
}

std::vector<base::Result<HistoryPage>> FileReader::History(
    const std::vector<HistoryQuery>& queries) {
  const std::vector<std::string> keys = KeysOf(queries);
  if (keys.size() < 2) return ReadEachHistory(queries);
  files::BucketReader reader(jetstream_, bucket_, kReadPatience);
  auto revisions = reader.Histories(keys);
  if (!revisions && revisions.error().code == ErrorCode::kInvalidConfiguration) {
    return ReadEachHistory(queries);
  }
  std::map<std::string, std::vector<files::BucketRevision>> by_key;
  if (revisions) {
    for (files::BucketRevision& one : *revisions) by_key[one.key].push_back(std::move(one));
  }
  const bool failed = !revisions && revisions.error().code != ErrorCode::kNotFound;
  std::vector<base::Result<HistoryPage>> pages;
  pages.reserve(queries.size());
  for (const HistoryQuery& query : queries) {
    if (failed) {
      pages.emplace_back(tl::make_unexpected(revisions.error()));
    } else {
      pages.emplace_back(PageOf(query, by_key[query.key]));
    }
  }
  return pages;
}

// For servers before 2.10 and for a single key.
std::vector<base::Result<HistoryPage>> FileReader::ReadEachHistory(
    const std::vector<HistoryQuery>& queries) {
  std::vector<base::Result<HistoryPage>> pages;
  pages.reserve(queries.size());
  for (std::size_t start = 0; start < queries.size(); start += kHistoriesAtOnce) {
    std::vector<std::future<base::Result<HistoryPage>>> reading;
    const std::size_t end = std::min(queries.size(), start + kHistoriesAtOnce);
    for (std::size_t i = start; i < end; ++i) {
      reading.push_back(std::async(std::launch::async,
                                   [this, &query = queries[i]] { return ReadHistory(query); }));
    }
    for (auto& page : reading) pages.push_back(page.get());
  }
  return pages;
}

base::Result<HistoryPage> FileReader::ReadHistory(const HistoryQuery& query) {
  if (!nats::IsPublishSubject(query.key)) return HistoryPage{};
  files::BucketReader reader(jetstream_, bucket_, kReadPatience);
  const auto revisions = reader.History(query.key);
  if (!revisions && revisions.error().code == ErrorCode::kNotFound) return HistoryPage{};
  if (!revisions) return tl::make_unexpected(revisions.error());
  return PageOf(query, *revisions);
}

}  // namespace pipeline::api
