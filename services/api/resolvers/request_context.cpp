#include "services/api/resolvers/request_context.hpp"

#include "common/contract/headers.hpp"
#include "libs/uploads/upload_id.hpp"

namespace pipeline::api {
namespace {

RequestContext::IdempotencyKey KeyOf(const http::Request& request) {
  const auto key = uploads::IdempotencyKeyOf(request);
  if (!key) return tl::make_unexpected(key.error());
  return *key ? std::optional<std::string>(**key) : std::nullopt;
}

}  // namespace

RequestContext::RequestContext(const Sources& sources, const http::Request& request)
    : entries([&sources](const auto& questions) { return sources.files.At(questions); }),
      found([&sources](const auto& questions) { return sources.files.Find(questions); }),
      last([&sources](const auto& questions) { return sources.files.Last(questions); }),
      histories([&sources](const auto& questions) { return sources.files.History(questions); }),
      receipts([&sources](const auto& questions) { return sources.ledger.Receipts(questions); }),
      sources_(sources),
      idempotency_key_(KeyOf(request)),
      traceparent_(request.Header(contract::kTraceparentHeader)) {}

base::Result<void> RequestContext::CatchUp() {
  if (!caught_up_) caught_up_ = sources_.catalog.CatchUp();
  return *caught_up_;
}

}  // namespace pipeline::api
