#include "services/safe-inputs/routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/fake_raw_stream.hpp"

namespace pipeline::safe_inputs {
namespace {

using nlohmann::json;

class RoutesTest : public ::testing::Test {
 protected:
  http::Response Answer(http::Request request) {
    const auto route = router_.Find(request);
    return route ? (*route)->handler(request) : route.error();
  }
  http::Response Get(const std::string& path) { return Answer({.method = "GET", .path = path}); }

  static http::Route::Handler Says(const std::string& what) {
    return [what](const http::Request& request) {
      return http::Response{200, "text/plain", what + " " + request.argument};
    };
  }

  uploads::FakeRawStream stream_;
  uploads::UploadAcceptor uploads_{stream_, ""};
  std::string asked_;
  std::string waits_for_;
  AccessControl access_{*AllowedHosts::Parse("", "127.0.0.1:0"), {}, 0};
  PageFolder page_{"/nowhere"};
  const Answers answers_{
      .post_upload = [this](const http::Request& request) { return PostUpload(uploads_, request); },
      .find_upload =
          [this](const std::string& id) -> tl::expected<uploads::UploadState, uploads::Missing> {
        asked_ = id;
        return tl::make_unexpected(uploads::Missing::kUnknown);
      },
      .upload_events =
          [](const http::Request&) {
            return http::Response{200, "text/event-stream"};
          },
      .find_file = Says("find"),
      .read_file = Says("read"),
      .max_upload_bytes = 1000};
  std::atomic<const Answers*> reached_{&answers_};
  http::Router router_ = MakeRouter({access_, page_, [this] { return waits_for_; }, reached_});
};

TEST_F(RoutesTest, TellsItsLimits) {
  EXPECT_EQ(json::parse(Get("/limits").body),
            (json{{"maxBytes", 1000},
                  {"maxFilenameBytes", 512},
                  {"maxDepth", 128},
                  {"contentType", "application/json"}}));
}

TEST_F(RoutesTest, TakesUploadsAsJsonOnly) {
  http::Request request{.method = "POST", .path = "/uploads"};
  EXPECT_EQ(Answer(request).status, 415);
  request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
  request.body = R"({"state":"DONE","filename":"a","sheets":[]})";
  EXPECT_EQ(Answer(request).status, 202);
  EXPECT_EQ(stream_.messages.size(), 1U);
}

TEST_F(RoutesTest, RefusesABodyOverTheLimitByItsLength) {
  const auto response =
      Answer({.method = "POST",
              .path = "/uploads",
              .headers = {{"Content-Type", "application/json"}, {"Content-Length", "1001"}}});
  EXPECT_EQ(response.status, 413);
  const std::string detail = json::parse(response.body)["detail"];
  EXPECT_NE(detail.find("1000 bytes"), std::string::npos);
  EXPECT_NE(detail.find("send fewer sheets or rows"), std::string::npos);
}

TEST_F(RoutesTest, AsksForTheUploadOfThePath) {
  EXPECT_EQ(Get("/uploads/u1").status, 404);
  EXPECT_EQ(asked_, "u1");
}

TEST_F(RoutesTest, EventsAreNoUploadsId) {
  EXPECT_EQ(Get("/uploads/events").content_type, "text/event-stream");
  EXPECT_EQ(asked_, "");
}

TEST_F(RoutesTest, TheKeyOfAFileMayHaveSlashes) {
  EXPECT_EQ(Get("/files").body, "find ");
  EXPECT_EQ(Get("/files/quebec/a.csv").body, "read quebec/a.csv");
  EXPECT_EQ(Get("/files/").status, 404);
}

TEST_F(RoutesTest, TellsHowItIs) {
  EXPECT_EQ(Get("/livez").status, 200);
  EXPECT_EQ(Get("/readyz").status, 200);
  waits_for_ = "NATS";
  EXPECT_EQ(Get("/readyz").status, 503);
  EXPECT_EQ(Get("/livez").status, 200);
}

TEST_F(RoutesTest, SaysWhatThereIs) {
  EXPECT_EQ(json::parse(Get("/").body)["upload"], "POST /uploads");
  const auto page =
      Answer({.method = "GET", .path = "/", .headers = {{"Accept", "text/html,*/*;q=0.8"}}});
  EXPECT_EQ(json::parse(page.body)["code"], "no-page");
  EXPECT_EQ(Get("/other").status, 404);
  EXPECT_EQ(Get("/uploads").status, 405);
}

TEST_F(RoutesTest, BeforeNatsSaysWhatIsMissing) {
  reached_ = nullptr;
  waits_for_ = "NATS";
  http::Request upload{.method = "POST", .path = "/uploads"};
  upload.headers = {{"Idempotency-Key", "k1"}};
  const auto refused = Answer(upload);
  EXPECT_EQ(refused.status, 503);
  const json problem = json::parse(refused.body);
  EXPECT_EQ(problem["code"], "stream-unavailable");
  EXPECT_EQ(problem["uploadId"], "k1");
  upload.headers = {{"Idempotency-Key", "no key"}};
  EXPECT_EQ(Answer(upload).status, 400);
  EXPECT_EQ(json::parse(Get("/uploads/k1").body)["code"], "index-building");
  EXPECT_EQ(json::parse(Get("/uploads/events").body)["code"], "index-building");
  EXPECT_EQ(json::parse(Get("/files").body)["code"], "bucket-unavailable");
  EXPECT_EQ(json::parse(Get("/files/a").body)["code"], "bucket-unavailable");
  EXPECT_EQ(json::parse(Get("/limits").body)["code"], "stream-unavailable");
  EXPECT_EQ(Get("/readyz").status, 503);
  EXPECT_EQ(Get("/livez").status, 200);
  EXPECT_EQ(Get("/").status, 200);
}

}  // namespace
}  // namespace pipeline::safe_inputs
