#include "services/safe-inputs/upload_handler.hpp"

#include "common/contract/headers.hpp"
#include "libs/http/problem.hpp"
#include "libs/uploads/upload_id.hpp"
#include "services/safe-inputs/receipt_response.hpp"

namespace pipeline::safe_inputs {

http::Response UploadHandler::Handle(const http::Request& request) const {
  const auto key = uploads::IdempotencyKeyOf(request);
  if (!key) return http::ToResponse(key.error());
  const auto outcome =
      acceptor_.Accept({.body = request.body,
                        .idempotency_key = *key,
                        .traceparent = request.Header(contract::kTraceparentHeader)});
  return outcome ? ToResponse(*outcome) : http::ToResponse(outcome.error());
}

}  // namespace pipeline::safe_inputs
