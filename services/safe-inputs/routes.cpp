#include "services/safe-inputs/routes.hpp"

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "common/contract/sheet_key.hpp"
#include "common/json/error.hpp"
#include "libs/http/router.hpp"
#include "libs/uploads/refusals.hpp"
#include "libs/uploads/upload_id.hpp"
#include "services/safe-inputs/stored_files.hpp"
#include "services/safe-inputs/upload_routes.hpp"

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

// Rejects an upload from its headers, before its body is read.
http::Response RefuseUpload(const Request& request,
                            http::Problem (*problem)(const std::string& upload_id)) {
  const auto id = uploads::ChooseUploadId(request);
  return http::ToResponse(id ? problem(*id) : id.error());
}

http::Problem NotReached(const std::string& upload_id) {
  return uploads::NotStored({base::ErrorCode::kUnavailable, "NATS has not been reached", true},
                            upload_id);
}

using Check = std::optional<http::Response> (AccessControl::*)(const Request&) const;

http::Route Guarded(const Site& site, Check check, http::Route route) {
  route.refuse = [&access = site.access, check](const Request& request) {
    return (access.*check)(request);
  };
  return route;
}

bool IsBrowser(const Request& request) {
  return request.Header("Accept").find("text/html") != std::string_view::npos;
}

void AddPageRoutes(http::Router& router, const Site& site) {
  const PageFolder& page = site.page;
  router.Add(Guarded(site, &AccessControl::CheckHost, {"GET", "/", [&page](const Request& request) {
                                                         return IsBrowser(request)
                                                                    ? page.Index(request)
                                                                    : Greeting();
                                                       }}));
  router.Add(Guarded(
      site, &AccessControl::CheckHost, {"GET", "/assets/{name}", [&page](const Request& request) {
                                          return page.Asset(request);
                                        }}));
}

// A handler that answers by `handler` of site.answers.
Handler Forward(const Site& site, Handler Answers::*handler) {
  return [&answers = site.answers, handler](const Request& request) {
    return (answers.load()->*handler)(request);
  };
}

void AddUploadRoute(http::Router& router, const Site& site) {
  http::Route route{"POST", "/uploads", [site](const Request& request) {
                      site.access.CountUpload(request);
                      return site.answers.load()->post_upload(request);
                    }};
  route.max_body_bytes = [site] { return site.answers.load()->max_upload_bytes; };
  route.content_type = kJson;
  route.too_large_advice =
      "send fewer sheets or rows in one upload, or only `sheets` without the workbook";
  route.limit = std::make_shared<http::ConcurrencyLimit>(kUploadsAtOnce);
  route.busy = [](const Request& request) { return RefuseUpload(request, uploads::Busy); };
  route.unavailable = [](const Request& request) { return RefuseUpload(request, NotReached); };
  router.Add(Guarded(site, &AccessControl::CheckUpload, std::move(route)));
}

http::Response Busy(const Request&) { return http::ToResponse(uploads::Busy("")); }

http::Response IndexBuilding(const Request&) {
  return http::ToResponse(ToProblem(uploads::Missing::kBuilding));
}

void AddLookUpRoutes(http::Router& router, const Site& site) {
  http::Route events{"GET", kEventsPath, Forward(site, &Answers::upload_events)};
  events.unavailable = IndexBuilding;
  router.Add(Guarded(site, &AccessControl::CheckToken, std::move(events)));
  http::Route state{"GET", "/uploads/{id}", [site](const Request& request) {
                      return GetUpload(site.answers.load()->find_upload, request.argument);
                    }};
  state.limit = std::make_shared<http::ConcurrencyLimit>(kLookUpsAtOnce);
  state.busy = Busy;
  state.unavailable = [](const Request& request) {
    return GetUpload(
        [](const std::string&) { return tl::make_unexpected(uploads::Missing::kBuilding); },
        request.argument);
  };
  router.Add(Guarded(site, &AccessControl::CheckToken, std::move(state)));
}

void AddFileRoutes(http::Router& router, const Site& site) {
  const auto limit = std::make_shared<http::ConcurrencyLimit>(kFilesAtOnce);
  for (http::Route route :
       {http::Route{"GET", "/files", Forward(site, &Answers::find_file)},
        http::Route{"GET", "/files/{key...}", Forward(site, &Answers::read_file)}}) {
    route.limit = limit;
    route.busy = Busy;
    route.unavailable = [](const Request&) { return http::ToResponse(BucketUnavailable()); };
    router.Add(Guarded(site, &AccessControl::CheckToken, std::move(route)));
  }
}

void AddLimitsRoute(http::Router& router, const Site& site) {
  http::Route route{"GET", "/limits", [site](const Request&) {
                      return Limits(site.answers.load()->max_upload_bytes);
                    }};
  route.unavailable = [](const Request&) { return http::ToResponse(uploads::LimitsUnknown()); };
  router.Add(Guarded(site, &AccessControl::CheckHost, std::move(route)));
}

}  // namespace

http::Router MakeRouter(const Site& site) {
  http::Router router;
  AddUploadRoute(router, site);
  AddLookUpRoutes(router, site);
  AddFileRoutes(router, site);
  AddLimitsRoute(router, site);
  AddPageRoutes(router, site);
  http::AddHealthRoutes(router, site.not_ready);
  router.SetReadiness([&answers = site.answers] { return answers.load() != nullptr; });
  return router;
}

}  // namespace pipeline::safe_inputs
