#include "services/api/data/upload_reader.hpp"

#include <utility>

#include "common/base/time.hpp"

namespace pipeline::api {
namespace {

using base::ErrorCode;
using std::chrono::steady_clock;
using uploads::Missing;

uploads::UploadRecord RecordOf(const files::BucketRevision& revision) {
  uploads::UploadRecord record;
  record.origin = contract::Origin::Parse(revision.origin).value_or(contract::Origin{});
  record.upload_id = revision.upload_id;
  record.sender = revision.sender;
  record.filename = revision.filename;
  record.key = revision.key;
  record.sheets = revision.sheets;
  record.rows = revision.rows;
  record.revision = uploads::RevisionMark{revision.key, revision.number, revision.created_ns};
  return record;
}

}  // namespace

base::Result<std::optional<IndexedUpload>> UploadReader::Find(const std::string& upload_id) {
  auto state = index_.Find(upload_id);
  if (state) return IndexedUpload{std::move(*state), false};
  if (state.error() == Missing::kUnknown) return std::nullopt;
  if (state.error() != Missing::kAgedOut) {
    return tl::make_unexpected(Explain(state.error(), upload_id));
  }
  auto expired = Expired(upload_id);
  if (!expired) return tl::make_unexpected(std::move(expired).error());
  return std::move(*expired);
}

base::Result<UploadPage> UploadReader::Page(std::size_t first,
                                            const std::optional<contract::Origin>& after) {
  auto states = index_.Newest(first + 1, after);
  if (!states) return tl::make_unexpected(Explain(states.error(), {}));
  UploadPage page{{}, states->size() > first};
  if (page.has_next) states->pop_back();
  for (uploads::UploadState& state : *states) page.uploads.push_back({std::move(state), false});
  return page;
}

base::Result<uploads::UploadState> UploadReader::AwaitBucket(const std::string& upload_id,
                                                             std::chrono::milliseconds at_most) {
  const auto deadline = steady_clock::now() + at_most;
  uploads::UploadWatch watch(index_, {upload_id});
  std::optional<uploads::UploadState> last;
  while (!last || (!last->bucket.ended() && steady_clock::now() < deadline)) {
    auto update = watch.Next(deadline);
    if (!update) break;
    if (!update->state) return tl::make_unexpected(Explain(update->state.error(), upload_id));
    last = std::move(*update->state);
  }
  if (last) return std::move(*last);
  return base::Fail(ErrorCode::kUnavailable, "stopped", true);
}

// The revision that the index saw, even if newer ones have followed; else a key's newest, because
// the index reads no further back than it keeps uploads.
base::Result<std::optional<files::BucketRevision>> UploadReader::RevisionOfExpired(
    const std::string& upload_id) {
  if (const auto number = index_.RevisionOfEvicted(upload_id)) {
    auto entry = files_.Numbered(*number);
    if (entry && entry->revision.upload_id == upload_id) return std::move(entry->revision);
    if (!entry && entry.error().retryable) return tl::make_unexpected(std::move(entry).error());
  }
  auto entry = catalog_.OfUpload(upload_id);
  if (!entry) return tl::make_unexpected(std::move(entry).error());
  return *entry ? std::make_optional(std::move((*entry)->revision)) : std::nullopt;
}

base::Result<IndexedUpload> UploadReader::Expired(const std::string& upload_id) {
  const auto revision = RevisionOfExpired(upload_id);
  if (!revision) return tl::make_unexpected(revision.error());
  IndexedUpload upload{{}, true};
  upload.state.record.upload_id = upload_id;
  if (!*revision) return upload;
  uploads::UploadRecord record = RecordOf(**revision);
  const auto receipts = ledger_.Receipts({**revision});
  if (!receipts.front()) return tl::make_unexpected(receipts.front().error());
  if (const auto& receipt = *receipts.front()) {
    record.receipt = uploads::ReceiptMark{receipt->transaction,
                                          receipt->transaction_hash,
                                          base::ParseTime(receipt->stored_at).value_or(0)};
  }
  upload.state = uploads::StateOf(record, {});
  return upload;
}

base::Error UploadReader::Explain(Missing missing, const std::string& upload_id) const {
  if (missing == Missing::kUnknown) {
    return {ErrorCode::kNotFound, "no upload was accepted under the id " + upload_id, false};
  }
  if (missing == Missing::kAgedOut) {
    return {ErrorCode::kNotFound, "upload " + upload_id + " is no longer kept", false};
  }
  return {ErrorCode::kUnavailable, "waiting for " + index_.NotReady(), true};
}

base::Result<std::optional<IndexedUpload>> UploadProgress::Next() {
  if (expired_) return std::nullopt;
  auto update = watch_.Next();
  if (!update) return std::nullopt;
  if (update->state) return IndexedUpload{std::move(*update->state), false};
  if (update->state.error() != Missing::kAgedOut) {
    return tl::make_unexpected(reader_.Explain(update->state.error(), upload_id_));
  }
  expired_ = true;
  auto expired = reader_.Expired(upload_id_);
  if (!expired) return tl::make_unexpected(std::move(expired).error());
  return std::move(*expired);
}

}  // namespace pipeline::api
