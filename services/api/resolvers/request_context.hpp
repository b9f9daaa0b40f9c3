#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "libs/http/message.hpp"
#include "libs/http/problem.hpp"
#include "libs/uploads/upload_acceptor.hpp"
#include "services/api/data/bucket_catalog.hpp"
#include "services/api/data/dead_letter_reader.hpp"
#include "services/api/data/file_reader.hpp"
#include "services/api/data/ledger_reader.hpp"
#include "services/api/data/upload_reader.hpp"
#include "services/api/resolvers/resolving.hpp"

namespace pipeline::api {

/// Collects the questions of a request's resolvers and loads them all together when the first
/// answer is needed. Keeps an answer only while its ticket lives. One thread at a time.
template <typename Question, typename Answer>
class Batch {
 public:
  using Load = std::function<std::vector<Answer>(const std::vector<Question>&)>;

  /// One question, and its answer once loaded.
  class Ticket {
   public:
    explicit Ticket(Question question) : question_(std::move(question)) {}

   private:
    friend class Batch;
    Question question_;
    std::optional<Answer> answer_;
  };

  explicit Batch(Load load) : load_(std::move(load)) {}

  std::shared_ptr<Ticket> Ask(Question question) {
    waiting_.push_back(std::make_shared<Ticket>(std::move(question)));
    return waiting_.back();
  }

  /// The answer of one of this batch's tickets; lives as long as the ticket.
  Answer& Get(const std::shared_ptr<Ticket>& ticket) {
    if (!ticket->answer_) LoadWaiting();
    return *ticket->answer_;
  }

 private:
  void LoadWaiting() {
    const auto waiting = std::exchange(waiting_, {});
    std::vector<Question> questions;
    questions.reserve(waiting.size());
    for (const auto& ticket : waiting) questions.push_back(ticket->question_);
    std::vector<Answer> answers = load_(questions);
    for (std::size_t i = 0; i < waiting.size(); ++i) waiting[i]->answer_ = std::move(answers[i]);
  }

  const Load load_;
  std::vector<std::shared_ptr<Ticket>> waiting_;
};

/// The sources of every resolver; outlive every request.
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

/// Shared by the resolvers of one request or subscription. One thread at a time.
class RequestContext {
 public:
  using IdempotencyKey = tl::expected<std::optional<std::string>, http::Problem>;

  RequestContext(const Sources& sources, const http::Request& request);

  const Sources& sources() const { return sources_; }
  /// The request's header; a problem for several.
  const IdempotencyKey& idempotency_key() const { return idempotency_key_; }
  const std::string& traceparent() const { return traceparent_; }

  /// Waits until the catalogue holds everything stored before the request. Asks NATS once per
  /// request.
  base::Result<void> CatchUp();

  EntryBatch entries;      ///< Revisions with their values.
  FindBatch found;         ///< Last revisions, by name or key.
  FindBatch last;          ///< Last revisions, by key.
  HistoryBatch histories;  ///< Pages of histories.
  ReceiptBatch receipts;   ///< Receipts of revisions.

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
