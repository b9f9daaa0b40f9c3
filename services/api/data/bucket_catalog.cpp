#include "services/api/data/bucket_catalog.hpp"

#include <chrono>
#include <mutex>
#include <utility>

#include "common/contract/topology.hpp"
#include "common/json/utf8.hpp"
#include "common/nats/topology.hpp"
#include "libs/files/bucket_keys.hpp"
#include "services/api/data/display_text.hpp"

namespace pipeline::api {
namespace {

using base::ErrorCode;

constexpr std::chrono::milliseconds kCatchUp{2000};

base::Result<CatalogEntry> NoSuchKey(const std::string& key) {
  return base::Fail(ErrorCode::kNotFound, "there is no key " + key);
}

}  // namespace

BucketCatalog::BucketCatalog(nats::JetStream& jetstream, CatalogOptions options)
    : jetstream_(jetstream), options_(std::move(options)), watchers_(options_.waiting_changes) {
  follower_ = std::make_unique<nats::StreamFollower>(
      jetstream,
      nats::StreamFollower::Options{
          .stream = contract::BucketStream(options_.bucket),
          .start =
              [this](const nats::StreamSummary& summary,
                     const std::stop_token&,
                     nats::ReadOptions* read) {
                read->last_per_subject = true;
                present_ = summary.messages > 0 ? summary.last_sequence : 0;
              },
          .deliver = [this](const nats::Message& message,
                            const nats::Position&) { Deliver(message); },
          .on_reset = [this] { Forget(); },
          .should_restart =
              [this](const nats::StreamSummary& summary) { return FitsAgain(summary); }});
}

void BucketCatalog::Deliver(const nats::Message& message) {
  auto revision = files::ReadRevision(options_.bucket, message);
  if (!revision || json::ValidUtf8Prefix(revision->key) != revision->key.size()) return;
  const std::uint64_t number = revision->number;
  const auto entry = Keep(WithDisplayTexts(std::move(*revision)));
  if (entry && number > present_) watchers_.Notify(*entry);
}

std::optional<CatalogEntry> BucketCatalog::Keep(files::BucketRevision revision) {
  const std::unique_lock lock(mutex_);
  CatalogEntry entry{std::move(revision), {}};
  const auto known = by_key_.find(entry.revision.key);
  if (known != by_key_.end()) {
    // Revisions come again after a lost connection.
    if (known->second.revision.number >= entry.revision.number) return std::nullopt;
    if (entry.revision.filename.empty() && known->second.name() != entry.revision.key) {
      entry.earlier_name = known->second.name();
    }
    known->second = entry;
    return entry;
  }
  if (too_many_ || by_key_.size() >= options_.most_keys) {
    too_many_ = true;
    by_key_.clear();
  } else {
    by_key_.emplace(entry.revision.key, entry);
  }
  return entry;
}

// Called when the bucket was deleted or replaced, or is read again.
void BucketCatalog::Forget() {
  const std::unique_lock lock(mutex_);
  by_key_.clear();
  too_many_ = false;
  present_ = 0;
}

bool BucketCatalog::FitsAgain(const nats::StreamSummary& summary) const {
  const std::shared_lock lock(mutex_);
  return too_many_ && summary.subjects <= options_.most_keys;
}

base::Result<CatalogPage> BucketCatalog::Page(const std::string& prefix,
                                              std::size_t first,
                                              const std::string& after) const {
  auto ready = Check();
  if (!ready) return tl::make_unexpected(std::move(ready).error());
  const std::shared_lock lock(mutex_);
  CatalogPage page;
  for (auto next = by_key_.upper_bound(after); next != by_key_.end(); ++next) {
    if (next->second.deleted() || !next->second.name().starts_with(prefix)) continue;
    if (page.entries.size() == first) {
      page.has_next = true;
      break;
    }
    page.entries.push_back(next->second);
  }
  return page;
}

base::Result<CatalogEntry> BucketCatalog::Find(const std::string& text) const {
  auto ready = Check();
  if (!ready) return tl::make_unexpected(std::move(ready).error());
  if (text.empty()) return NoSuchKey(text);
  const std::shared_lock lock(mutex_);
  const auto found =
      files::FindRevision(text, {}, [this](const std::string& key) -> base::Result<files::Entry> {
        const auto entry = by_key_.find(key);
        if (entry == by_key_.end()) return base::Fail(ErrorCode::kNotFound, "none");
        return files::Entry{entry->second.revision, {}};
      });
  if (!found) return tl::make_unexpected(found.error());
  return by_key_.at(found->revision.key);
}

base::Result<CatalogEntry> BucketCatalog::At(const std::string& key) const {
  auto ready = Check();
  if (!ready) return tl::make_unexpected(std::move(ready).error());
  const std::shared_lock lock(mutex_);
  const auto entry = by_key_.find(key);
  return entry == by_key_.end() ? NoSuchKey(key) : entry->second;
}

base::Result<std::optional<CatalogEntry>> BucketCatalog::OfUpload(
    const std::string& upload_id) const {
  auto ready = Check();
  if (!ready) return tl::make_unexpected(std::move(ready).error());
  const std::shared_lock lock(mutex_);
  for (const auto& [key, entry] : by_key_) {
    if (entry.revision.upload_id == upload_id) return entry;
  }
  return std::nullopt;
}

base::Result<void> BucketCatalog::CatchUp() {
  const auto summary = nats::ReadStreamSummary(jetstream_, follower_->stream());
  if (!summary && summary.error().code == ErrorCode::kNotFound) return {};
  if (!summary) return tl::make_unexpected(summary.error());
  if (follower_->Reaches(*summary, kCatchUp)) return Check();
  return base::Fail(
      ErrorCode::kUnavailable, "the bucket's last changes are still being read", true);
}

std::shared_ptr<WatchQueue<CatalogEntry>> BucketCatalog::Watch(const std::string& prefix) {
  return watchers_.Add(
      [prefix](const CatalogEntry& entry) { return entry.name().starts_with(prefix); });
}

std::string BucketCatalog::NotReady() const {
  const std::shared_lock lock(mutex_);
  if (too_many_) {
    return "the bucket " + options_.bucket + " holds more than " +
           std::to_string(options_.most_keys) + " keys, which is as many as are kept here";
  }
  if (!follower_->CaughtUp()) return "reading the keys of the bucket " + options_.bucket;
  if (!follower_->UpToDate() || !jetstream_.requests().connection().IsConnected()) {
    return "NATS, to know what has changed in the bucket " + options_.bucket;
  }
  return {};
}

base::Result<void> BucketCatalog::Check() const {
  const std::string reason = NotReady();
  if (reason.empty()) return {};
  return base::Fail(ErrorCode::kUnavailable, "waiting for " + reason, true);
}

}  // namespace pipeline::api
