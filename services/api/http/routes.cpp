#include "services/api/http/routes.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "libs/http/problem.hpp"
#include "libs/http/router.hpp"
#include "services/api/http/negotiation.hpp"

namespace pipeline::api {
namespace {

using http::Request;
using http::Response;

// Requests read and executed at a time. The server has more threads than that, for health.
constexpr std::size_t kRequestsAtOnce = 64;

bool WantsPage(const Request& request) {
  return Negotiate(request.Header("Accept"),
                   {Media::kJson, Media::kGraphQLResponse, Media::kEventStream, Media::kHtml}) ==
         Media::kHtml;
}

std::optional<Response> CheckToken(const Site& site, const Request& request) {
  if (site.tokens.Allow(request)) return std::nullopt;
  return http::Unauthorized();
}

// A GraphQL response, as for a field that cannot be resolved.
Response Unavailable(const Request& request) {
  const Media media = Negotiate(request.Header("Accept"), {Media::kJson, Media::kGraphQLResponse});
  return {200,
          ContentType(media == Media::kNone ? Media::kJson : media),
          R"({"errors":[{"message":"The pipeline's streams have not been reached yet. )"
          R"(Try again later.","extensions":{"code":"SERVICE_UNAVAILABLE"}}],"data":null})"};
}

Response GetGraphQL(const Site& site, const Request& request) {
  return WantsPage(request) ? site.page.Answer(request) : site.graphql.load()->Get(request);
}

Response PostGraphQL(const Site& site, const Request& request) {
  return site.graphql.load()->Post(request);
}

Response Busy(const Request&) {
  return http::ToResponse({503,
                           "busy",
                           "Busy",
                           "too many requests are under way; try again later",
                           std::chrono::seconds(1)});
}

void AddGraphQL(http::Router& router, const Site& site, const std::string& path) {
  const auto limit = std::make_shared<http::ConcurrencyLimit>(kRequestsAtOnce);
  http::Route get{
      "GET", path, [site](const Request& request) { return GetGraphQL(site, request); }};
  http::Route post{
      "POST", path, [site](const Request& request) { return PostGraphQL(site, request); }};
  post.max_body_bytes = [site] { return site.graphql.load()->max_body_bytes(); };
  post.content_type = "application/json";
  post.too_large_advice = "send fewer sheets or rows in one upload";
  get.refuse = [site](const Request& request) {
    return WantsPage(request) ? std::nullopt : CheckToken(site, request);
  };
  get.unavailable = [site](const Request& request) {
    return WantsPage(request) ? site.page.Answer(request) : Unavailable(request);
  };
  post.unavailable = Unavailable;
  post.refuse = [site](const Request& request) { return CheckToken(site, request); };
  for (http::Route* route : {&get, &post}) {
    route->limit = limit;
    route->busy = Busy;
    router.Add(*route);
  }
  router.Add(
      {"OPTIONS", path, [site](const Request& request) { return site.cors.Preflight(request); }});
}

}  // namespace

http::Router MakeRouter(const Site& site) {
  http::Router router;
  AddGraphQL(router, site, "/graphql");
  AddGraphQL(router, site, "/graphql/");
  router.Add(
      {"GET", "/graphiql", [site](const Request& request) { return site.page.Answer(request); }});
  http::AddHealthRoutes(router, site.not_ready);
  router.SetReadiness([&graphql = site.graphql] { return graphql.load() != nullptr; });
  router.SetResponseFilter([&cors = site.cors](const Request& request, Response* response) {
    cors.Allow(request, response);
  });
  return router;
}

}  // namespace pipeline::api
