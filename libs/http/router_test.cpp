#include "libs/http/router.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace pipeline::http {
namespace {

Router MakeRouter() {
  Router router;
  router.Add({"GET", "/limits", [](const Request&) { return Response{200, "", "limits", {}}; }});
  router.Add({"GET", "/uploads/{id}", [](const Request& request) {
                return Response{200, "", "upload " + request.argument, {}};
              }});
  router.Add({"GET", "/files/{key...}", [](const Request& request) {
                return Response{200, "", "file " + request.argument, {}};
              }});
  router.Add({"POST",
              "/uploads",
              [](const Request& request) {
                return Response{202, "", request.body, {}};
              },
              [] { return std::size_t{10}; },
              "application/json",
              "send less"});
  return router;
}

Request Head(std::string method,
             std::string path,
             std::vector<std::pair<std::string, std::string>> headers = {}) {
  return {std::move(method), std::move(path), {}, std::move(headers), {}};
}

int StatusOf(Request head) {
  const auto route = MakeRouter().Find(head);
  return route ? 0 : route.error().status;
}

TEST(RouterTest, FindsARouteAndItsArgument) {
  const Router router = MakeRouter();
  Request head = Head("GET", "/uploads/abc");
  const auto route = router.Find(head);
  ASSERT_TRUE(route);
  EXPECT_EQ((*route)->handler(head).body, "upload abc");
}

TEST(RouterTest, AnArgumentMayBeTheRestOfAPath) {
  const Router router = MakeRouter();
  for (const char* rest : {"a", "a/b/c.csv"}) {
    Request head = Head("GET", std::string("/files/") + rest);
    const auto route = router.Find(head);
    ASSERT_TRUE(route);
    EXPECT_EQ(head.argument, rest);
  }
  EXPECT_EQ(StatusOf(Head("GET", "/files/")), 404);
}

TEST(RouterTest, ARouteMayAnswerDifferentlyUntilTheRouterIsReady) {
  bool ready = false;
  Router router = MakeRouter();
  Route route{"POST", "/items/{id}", [](const Request&) { return Response{200}; }};
  route.max_body_bytes = []() -> std::size_t { throw std::logic_error("not known yet"); };
  route.content_type = "text/plain";
  route.unavailable = [](const Request& request) { return Response{503, "", request.argument}; };
  router.Add(std::move(route));
  router.SetReadiness([&ready] { return ready; });
  Request head = Head("POST", "/items/a", {{"Content-Length", "9"}});
  const auto early = router.Find(head);
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().status, 503);
  EXPECT_EQ(early.error().body, "a");
  Request other = Head("GET", "/limits");
  EXPECT_TRUE(router.Find(other));
  ready = true;
  const auto late = router.Find(head);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().status, 415);
}

TEST(RouterTest, HeadIsAnsweredByTheRouteOfGet) { EXPECT_EQ(StatusOf(Head("HEAD", "/limits")), 0); }

TEST(RouterTest, UnknownPathsAreNotFound) {
  for (const char* path : {"/", "/uploads/", "/uploads/a/b", "/limits/", "/limit"}) {
    EXPECT_EQ(StatusOf(Head("GET", path)), 404) << path;
  }
}

TEST(RouterTest, AnotherMethodIsToldWhatIsAllowed) {
  const Router router = MakeRouter();
  Request head = Head("DELETE", "/limits");
  const auto route = router.Find(head);
  ASSERT_FALSE(route);
  EXPECT_EQ(route.error().status, 405);
  const std::pair<std::string, std::string> allow{"Allow", "GET, HEAD"};
  const auto& headers = route.error().headers;
  EXPECT_NE(std::find(headers.begin(), headers.end(), allow), headers.end());
}

TEST(RouterTest, TheMediaTypeMayHaveParameters) {
  EXPECT_EQ(StatusOf(Head("POST", "/uploads", {{"content-type", "application/json"}})), 0);
  EXPECT_EQ(
      StatusOf(Head("POST", "/uploads", {{"Content-Type", "Application/JSON ; charset=utf-8"}})),
      0);
  EXPECT_EQ(StatusOf(Head("POST", "/uploads", {{"Content-Type", "application/jsonx"}})), 415);
  EXPECT_EQ(StatusOf(Head("POST", "/uploads")), 415);
}

TEST(RouterTest, ABodyOverTheLimitIsRefusedByItsDeclaredLength) {
  const Router router = MakeRouter();
  Request head =
      Head("POST", "/uploads", {{"Content-Type", "application/json"}, {"Content-Length", "11"}});
  const auto route = router.Find(head);
  ASSERT_FALSE(route);
  EXPECT_EQ(route.error().status, 413);
  const auto body = nlohmann::json::parse(route.error().body);
  EXPECT_EQ(body["detail"], "expected at most 10 bytes of body; send less");
}

TEST(RouterTest, UnclearBodyLengthsAreRefused) {
  using Headers = std::vector<std::pair<std::string, std::string>>;
  for (const Headers& headers :
       {Headers{{"Content-Length", "1"}, {"Content-Length", "2"}},
        Headers{{"Content-Length", "-1"}},
        Headers{{"Content-Length", "x"}},
        Headers{{"Content-Length", "1"}, {"Transfer-Encoding", "chunked"}},
        Headers{{"Content-Length", "1"}, {"Transfer-Encoding", ""}},
        Headers{{"Transfer-Encoding", ""}},
        Headers{{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "identity"}},
        Headers{{"Transfer-Encoding", "gzip, chunked"}}}) {
    EXPECT_EQ(StatusOf(Head("POST", "/uploads", headers)), 400);
    EXPECT_EQ(StatusOf(Head("GET", "/limits", headers)), 400);
  }
}

TEST(RouterTest, AnUnknownContentEncodingIsRefused) {
  EXPECT_EQ(StatusOf(Head("POST",
                          "/uploads",
                          {{"Content-Type", "application/json"}, {"Content-Encoding", "zstd"}})),
            415);
}

TEST(RouterTest, ContentEncodingsAreKnownInAnyCase) {
  for (const char* coding : {"gzip", "GZIP", "x-gzip", "Identity"}) {
    EXPECT_EQ(StatusOf(Head("POST",
                            "/uploads",
                            {{"Content-Type", "application/json"}, {"Content-Encoding", coding}})),
              0)
        << coding;
  }
}

TEST(RouterTest, ARouteMayRefuseBeforeItsBodyIsLookedAt) {
  Router router;
  Route route{"POST",
              "/uploads",
              [](const Request&) { return Response{}; },
              [] { return 10; },
              "text/plain"};
  route.refuse = [](const Request& head) {
    const bool known = !head.Header("Authorization").empty();
    return known ? std::nullopt : std::make_optional(Response{401});
  };
  router.Add(std::move(route));
  Request stranger = Head("POST", "/uploads");
  EXPECT_EQ(router.Find(stranger).error().status, 401);
  Request known = Head("POST", "/uploads", {{"Authorization", "x"}});
  EXPECT_EQ(router.Find(known).error().status, 415);
}

TEST(RouterTest, AVeryLongPathIsRefused) {
  EXPECT_EQ(StatusOf(Head("GET", "/uploads/" + std::string(2000, 'a'))), 414);
}

}  // namespace
}  // namespace pipeline::http
