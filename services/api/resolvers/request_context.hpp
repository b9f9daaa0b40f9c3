#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "libs/http/message.hpp"
#include "libs/http/problem.hpp"
#include "libs/uploads/upload_acceptor.hpp"
#include "services/api/data/bucket_catalog.hpp"
#include "services/api/data/dead_letter_reader.hpp"
#include "services/api/data/file_reader.hpp"
#include "services/api/data/ledger_reader.hpp"
#include "services/api/data/upload_reader.hpp"
#include "services/api/resolvers/batch.hpp"
#include "services/api/resolvers/resolving.hpp"

namespace pipeline::api {

/// What the functions answer from; outlives every request.
struct Sources {
  BucketCatalog& catalog;
  FileReader& files;
  LedgerReader& ledger;
  DeadLetterReader& dead_letters;
  UploadReader& uploads;
  const uploads::UploadAcceptor& acceptor;
  std::size_t max_upload_bytes = 0;
};

using EntryBatch = Batch<KeyRevision, base::Result<files::Entry>>;
using FindBatch = Batch<std::string, base::Result<files::Entry>>;
using HistoryBatch = Batch<HistoryQuery, base::Result<HistoryPage>>;
using ReceiptBatch = Batch<files::BucketRevision, base::Result<std::optional<LedgerReceipt>>>;

/// What the functions of one request, or one subscription, share. One thread at a time.
class RequestContext {
 public:
  using IdempotencyKey = tl::expected<std::optional<std::string>, http::Problem>;

  RequestContext(const Sources& sources, const http::Request& request);

  const Sources& sources() const { return sources_; }
  /// The request's header; a problem where it has several.
  const IdempotencyKey& idempotency_key() const { return idempotency_key_; }
  const std::string& traceparent() const { return traceparent_; }

  /// So that a list holds what was stored before the request came: asks NATS once a request.
  base::Result<void> CatchUp();

  EntryBatch entries;      ///< Revisions with their values.
  FindBatch found;         ///< Last revisions, by name or key.
  FindBatch last;          ///< Last revisions, by key.
  HistoryBatch histories;  ///< Pages of them.
  ReceiptBatch receipts;   ///< Of revisions.

 private:
  const Sources& sources_;
  IdempotencyKey idempotency_key_;
  std::string traceparent_;
  std::optional<base::Result<void>> caught_up_;
};

inline RequestContext& ContextOf(const ResolveInfo& info) {
  return *static_cast<RequestContext*>(info.context);
}

}  // namespace pipeline::api
