#include "services/safe-inputs/receipt_response.hpp"

#include <nlohmann/json.hpp>

#include "common/base/time.hpp"
#include "services/safe-inputs/json_response.hpp"

namespace pipeline::safe_inputs {

http::Response ToResponse(const uploads::Receipt& receipt) {
  http::Response response = JsonResponse(202,
                                         {{"uploadId", receipt.upload_id},
                                          {"filename", receipt.filename},
                                          {"key", receipt.key},
                                          {"stream", receipt.stream},
                                          {"sequence", receipt.sequence},
                                          {"acceptedAt", base::FormatTime(receipt.accepted_ns)},
                                          {"sheets", receipt.sheets},
                                          {"rows", receipt.rows},
                                          {"bytes", receipt.bytes},
                                          {"sha256", receipt.sha256},
                                          {"duplicate", receipt.duplicate}});
  response.headers.emplace_back("Location", "/uploads/" + receipt.upload_id);
  return response;
}

}  // namespace pipeline::safe_inputs
