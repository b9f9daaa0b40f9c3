#include "services/safe-inputs/routes.hpp"

#include "common/sheets/limits.hpp"
#include "services/safe-inputs/json_response.hpp"

namespace pipeline::safe_inputs {
namespace {

using http::Request;

constexpr const char* kJson = "application/json";

http::Response Limits(std::size_t max_upload_bytes) {
  return JsonResponse(200,
                      {{"maxBytes", max_upload_bytes},
                       {"maxFilenameBytes", sheets::kMaxFilenameBytes},
                       {"maxDepth", sheets::kMaxDepth},
                       {"contentType", kJson}});
}

http::Response Greeting() {
  return JsonResponse(200,
                      {{"service", "safe-inputs"},
                       {"upload", "POST /uploads"},
                       {"status", "GET /uploads/{uploadId}"},
                       {"limits", "GET /limits"}});
}

}  // namespace

http::Router MakeRouter(const Answers& answers) {
  http::Router router;
  router.Add(
      {"POST",
       "/uploads",
       [&uploads = answers.uploads](const Request& request) { return uploads.Handle(request); },
       answers.max_upload_bytes,
       kJson,
       "send fewer sheets or rows in one upload, or only `sheets` without the workbook"});
  router.Add({"GET", "/uploads/{id}", [find = answers.find_upload](const Request& request) {
                return TellUpload(find, request.argument);
              }});
  router.Add({"GET", "/limits", [bytes = answers.max_upload_bytes](const Request&) {
                return Limits(bytes);
              }});
  router.Add({"GET", "/", [](const Request&) { return Greeting(); }});
  http::AddHealthRoutes(router, answers.not_ready);
  return router;
}

}  // namespace pipeline::safe_inputs
