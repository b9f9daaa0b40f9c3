#include "services/api/data/ledger_reader.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/json.hpp"
#include "common/base/time.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/topology.hpp"
#include "services/api/data/display_text.hpp"
#include "services/api/data/fetch_all.hpp"

namespace pipeline::api {
namespace {

using base::ErrorCode;
using nlohmann::json;

// An id that was accepted again has another origin each time.
bool IsOf(const nats::StoredMessage& message, const files::BucketRevision& revision) {
  return message.headers.Get(contract::kUploadIdHeader) == revision.upload_id &&
         message.headers.Get(contract::kOriginHeader) == revision.origin;
}

std::string TextIn(const json& body, const char* name) {
  const auto found = body.find(name);
  return found != body.end() && found->is_string() ? DisplayText(found->get<std::string>())
                                                   : std::string();
}

LedgerReceipt ReadReceipt(const nats::StoredMessage& message) {
  LedgerReceipt receipt;
  receipt.upload_id = DisplayText(message.headers.Get(contract::kUploadIdHeader));
  receipt.transaction = DisplayText(message.headers.Get(contract::kAnchorTxIdHeader));
  receipt.transaction_hash = DisplayText(message.headers.Get(contract::kAnchorTxHashHeader));
  receipt.stored_at = base::FormatTime(message.time_ns);
  json body = base::ParseJson(message.body);
  if (!body.is_object()) return receipt;
  const std::string stored_at = TextIn(body, "storedAt");
  if (base::ParseTime(stored_at)) receipt.stored_at = stored_at;
  receipt.database = TextIn(body, "database");
  receipt.table = TextIn(body, "table");
  receipt.sha256 = TextIn(body, "contentSha256");
  return receipt;
}

}  // namespace

std::vector<base::Result<std::optional<LedgerReceipt>>> LedgerReader::Receipts(
    const std::vector<files::BucketRevision>& revisions) {
  const auto ask = [&](std::size_t which, nats::JetStream::Stored callback) {
    const std::string subject = std::string(contract::kReceiptStream) + "." + revisions[which].key;
    jetstream_.GetLastMessage(contract::kReceiptStream, subject, std::move(callback));
  };
  const auto last = FetchAll(
      revisions.size(), MessagesAtOnce(jetstream_.requests().connection(), revisions.size()), ask);
  std::vector<base::Result<std::optional<LedgerReceipt>>> receipts;
  receipts.reserve(revisions.size());
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    if (!last[i] && last[i].error().code != ErrorCode::kNotFound) {
      receipts.emplace_back(tl::make_unexpected(last[i].error()));
    } else if (last[i] && IsOf(*last[i], revisions[i])) {
      receipts.emplace_back(ReadReceipt(*last[i]));
    } else {
      receipts.emplace_back(FromIndex(revisions[i]));
    }
  }
  return receipts;
}

std::optional<LedgerReceipt> LedgerReader::FromIndex(const files::BucketRevision& revision) const {
  const auto record = uploads_.FindRecord(revision.upload_id);
  if (!record || !record->receipt || record->origin.ToString() != revision.origin) {
    return std::nullopt;
  }
  LedgerReceipt receipt;
  receipt.upload_id = record->upload_id;
  receipt.transaction = record->receipt->transaction;
  receipt.transaction_hash = record->receipt->transaction_hash;
  receipt.stored_at = base::FormatTime(record->receipt->time_ns);
  return receipt;
}

}  // namespace pipeline::api
