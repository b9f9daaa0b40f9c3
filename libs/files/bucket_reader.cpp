#include "libs/files/bucket_reader.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/contract/topology.hpp"
#include "libs/files/bucket_keys.hpp"
#include "libs/files/escape_for_terminal.hpp"

namespace pipeline::files {

using base::ErrorCode;
using std::chrono::milliseconds;

BucketReader::BucketReader(nats::JetStream& jetstream, std::string bucket, milliseconds patience)
    : jetstream_(jetstream),
      bucket_(std::move(bucket)),
      stream_(contract::BucketStream(bucket_)),
      patience_(patience) {}

base::Result<Entry> BucketReader::Find(const std::string& text, const std::string& sender) {
  auto found =
      FindRevision(text, sender, [this](const std::string& key) { return this->Last(key); });
  if (!found) {
    return tl::make_unexpected(ExplainMissingBucket(jetstream_, bucket_, std::move(found).error()));
  }
  return found;
}

base::Result<Entry> BucketReader::Last(const std::string& key) {
  auto stored = jetstream_.GetLastMessage(stream_, contract::BucketSubject(bucket_, key));
  if (!stored) return tl::make_unexpected(std::move(stored).error());
  return ReadEntry(bucket_, std::move(*stored));
}

base::Result<Entry> BucketReader::At(const std::string& key, std::uint64_t revision) {
  const std::string what = "revision " + std::to_string(revision);
  auto stored = jetstream_.GetMessage(stream_, revision);
  if (!stored) {
    if (stored.error().code != ErrorCode::kNotFound) {
      return tl::make_unexpected(std::move(stored).error());
    }
    return base::Fail(
        ErrorCode::kNotFound,
        "the bucket holds no " + what + ": history shows those of " + EscapeForTerminal(key));
  }
  Entry entry = ReadEntry(bucket_, std::move(*stored));
  if (entry.revision.key == key) return entry;
  return base::Fail(ErrorCode::kInvalidInput,
                    what + ": expected one of key " + EscapeForTerminal(key) + ", got one of key " +
                        EscapeForTerminal(entry.revision.key));
}

base::Result<std::vector<BucketRevision>> BucketReader::Present(const std::string& pattern) {
  auto all = ReadAll(FromLastRevisions(bucket_, pattern));
  if (!all) return all;
  // A key that is written meanwhile comes twice: the last revision counts.
  std::map<std::string, BucketRevision> last_by_key;
  for (BucketRevision& revision : *all) {
    last_by_key.insert_or_assign(revision.key, std::move(revision));
  }
  std::vector<BucketRevision> present;
  for (auto& [key, revision] : last_by_key) {
    if (revision.operation == Operation::kPut) present.push_back(std::move(revision));
  }
  return present;
}

base::Result<std::vector<BucketRevision>> BucketReader::History(const std::string& key) {
  return ReadAll(
      {.stream = stream_, .filter = contract::BucketSubject(bucket_, key), .headers_only = true});
}

base::Result<std::vector<BucketRevision>> BucketReader::Histories(
    const std::vector<std::string>& keys) {
  nats::ReadOptions options{.stream = stream_, .headers_only = true};
  for (const std::string& key : keys) {
    options.filters.push_back(contract::BucketSubject(bucket_, key));
  }
  return ReadAll(std::move(options));
}

base::Result<std::vector<BucketRevision>> BucketReader::ReadAll(nats::ReadOptions options) {
  nats::StreamReader reader(jetstream_, std::move(options));
  std::vector<BucketRevision> revisions;
  milliseconds timeout{0};
  while (!reader.CaughtUp()) {
    auto message = reader.Next(timeout);
    if (message) {
      if (auto revision = ReadRevision(bucket_, *message)) {
        revisions.push_back(std::move(*revision));
      }
    } else if (message.error().code != ErrorCode::kTimeout) {
      return tl::make_unexpected(
          ExplainMissingBucket(jetstream_, bucket_, std::move(message).error()));
    } else if (timeout.count() > 0) {
      return tl::make_unexpected(
          std::move(message).error().Within("reading the bucket " + bucket_));
    }
    timeout = patience_;
  }
  return revisions;
}

base::Error ExplainMissingBucket(nats::JetStream& jetstream,
                                 const std::string& bucket,
                                 base::Error error) {
  if (error.code != ErrorCode::kNotFound) return error;
  const auto info = jetstream.Api("STREAM.INFO." + contract::BucketStream(bucket), "");
  if (info || info.error().code != ErrorCode::kNotFound) return error;
  error.message =
      "there is no bucket " + bucket +
      ": nothing was stored yet, or KV_BUCKET names another one than that which is written";
  return error;
}

nats::ReadOptions FromLastRevisions(const std::string& bucket, const std::string& pattern) {
  return {.stream = contract::BucketStream(bucket),
          .filter = contract::BucketSubject(bucket, pattern),
          .headers_only = true,
          .last_per_subject = true};
}

}  // namespace pipeline::files
