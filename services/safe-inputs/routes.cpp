#include "services/safe-inputs/routes.hpp"

#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/contract/sheet_key.hpp"
#include "common/json/error.hpp"
#include "libs/http/router.hpp"
#include "libs/uploads/refusals.hpp"
#include "libs/uploads/upload_id.hpp"
#include "services/safe-inputs/json_response.hpp"
#include "services/safe-inputs/stored_files.hpp"

namespace pipeline::safe_inputs {
namespace {

using http::Request;
using Handler = http::Route::Handler;

constexpr const char* kJson = "application/json";
constexpr const char* kEventsPath = "/uploads/events";

http::Response Limits(std::size_t max_upload_bytes) {
  return JsonResponse(200,
                      {{"maxBytes", max_upload_bytes},
                       {"maxFilenameBytes", contract::kMaxFilenameBytes},
                       {"maxDepth", json::kMaxDepth},
                       {"contentType", kJson}});
}

http::Response Greeting() {
  return JsonResponse(200,
                      {{"service", "safe-inputs"},
                       {"upload", "POST /uploads"},
                       {"status", "GET /uploads/{uploadId}"},
                       {"events", "GET /uploads/events?id={uploadId}"},
                       {"files", "GET /files?name={filename}, GET /files/{key}"},
                       {"limits", "GET /limits"}});
}

// By the head alone: of requests that are not taken, and of bodies that are not read.
http::Response RefuseUpload(const Request& request,
                            http::Problem (*problem)(const std::string& upload_id)) {
  const auto id = uploads::ChooseUploadId(request);
  return http::ToResponse(id ? problem(*id) : id.error());
}

http::Problem NotReached(const std::string& upload_id) {
  return uploads::NotStored({base::ErrorCode::kUnavailable, "NATS has not been reached", true},
                            upload_id);
}

http::Route ForVisitors(const Site& site, http::Route route) {
  route.refuse = [&entrance = site.entrance](const Request& request) {
    return entrance.RefuseVisitor(request);
  };
  return route;
}

http::Route ForReaders(const Site& site, http::Route route) {
  route.refuse = [&entrance = site.entrance](const Request& request) {
    return entrance.RefuseReader(request);
  };
  return route;
}

http::Route ForSenders(const Site& site, http::Route route) {
  route.refuse = [&entrance = site.entrance](const Request& request) {
    return entrance.RefuseSender(request);
  };
  return route;
}

bool IsBrowser(const Request& request) {
  return request.Header("Accept").find("text/html") != std::string_view::npos;
}

void AddPageRoutes(http::Router& router, const Site& site) {
  router.Add(ForVisitors(site, {"GET", "/", [&page = site.page](const Request& request) {
                                  return IsBrowser(request) ? page.Index(request) : Greeting();
                                }}));
  router.Add(
      ForVisitors(site, {"GET", "/assets/{name}", [&page = site.page](const Request& request) {
                           return page.Asset(request);
                         }}));
}

// Every probe may ask for health, by whatever name.
void AddCommonRoutes(http::Router& router, const Site& site, const Handler& limits) {
  router.Add(ForVisitors(site, {"GET", "/limits", limits}));
  AddPageRoutes(router, site);
  http::AddHealthRoutes(router, site.not_ready);
}

http::Route UploadRoute(Entrance& entrance, const UploadHandler& uploads, std::size_t max_bytes) {
  http::Route route{"POST", "/uploads", [&entrance, &uploads](const Request& request) {
                      entrance.CountUpload(request);
                      return uploads.Handle(request);
                    }};
  route.max_body_bytes = max_bytes;
  route.content_type = kJson;
  route.too_large_advice =
      "send fewer sheets or rows in one upload, or only `sheets` without the workbook";
  route.limit = std::make_shared<http::ConcurrencyLimit>(kUploadsAtOnce);
  route.busy = [](const Request& request) { return RefuseUpload(request, uploads::Busy); };
  return route;
}

http::Response NoMore(const Request&) { return http::ToResponse(uploads::Busy("")); }

http::Route LookUpRoute(const FindUpload& find) {
  http::Route route{"GET", "/uploads/{id}", [find](const Request& request) {
                      return TellUpload(find, request.argument);
                    }};
  route.limit = std::make_shared<http::ConcurrencyLimit>(kLookUpsAtOnce);
  route.busy = NoMore;
  return route;
}

void AddFileRoutes(http::Router& router,
                   const Site& site,
                   const Handler& find,
                   const Handler& read) {
  const auto limit = std::make_shared<http::ConcurrencyLimit>(kFilesAtOnce);
  for (http::Route route :
       {http::Route{"GET", "/files", find}, http::Route{"GET", "/files/{key...}", read}}) {
    route.limit = limit;
    route.busy = NoMore;
    router.Add(ForReaders(site, std::move(route)));
  }
}

http::Response BucketNotReached(const Request&) { return http::ToResponse(BucketUnavailable()); }

}  // namespace

http::Router MakeRouter(const Site& site, const Answers& answers) {
  http::Router router;
  router.Add(
      ForSenders(site, UploadRoute(site.entrance, answers.uploads, answers.max_upload_bytes)));
  router.Add(ForReaders(site, {"GET", kEventsPath, answers.upload_events}));
  router.Add(ForReaders(site, LookUpRoute(answers.find_upload)));
  AddFileRoutes(router, site, answers.find_file, answers.read_file);
  AddCommonRoutes(
      router, site, [bytes = answers.max_upload_bytes](const Request&) { return Limits(bytes); });
  return router;
}

http::Router MakeWaitingRouter(const Site& site) {
  http::Router router;
  router.Add(ForSenders(site, {"POST", "/uploads", [](const Request& request) {
                                 return RefuseUpload(request, NotReached);
                               }}));
  router.Add(ForReaders(
      site,
      LookUpRoute([](const std::string&) -> tl::expected<uploads::UploadState, uploads::Missing> {
        return tl::make_unexpected(uploads::Missing::kBuilding);
      })));
  AddFileRoutes(router, site, BucketNotReached, BucketNotReached);
  AddCommonRoutes(
      router, site, [](const Request&) { return http::ToResponse(uploads::LimitsUnknown()); });
  return router;
}

}  // namespace pipeline::safe_inputs
