#include "libs/http/problem.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace pipeline::http {

TEST(ProblemTest, BecomesProblemJson) {
  Problem problem{404, "unknown-upload", "Unknown upload", "nothing under abc"};
  const Response response = ToResponse(problem);
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.content_type, "application/problem+json");
  const auto body = nlohmann::json::parse(response.body);
  EXPECT_EQ(body["status"], 404);
  EXPECT_EQ(body["code"], "unknown-upload");
  EXPECT_EQ(body["title"], "Unknown upload");
  EXPECT_EQ(body["detail"], "nothing under abc");
  EXPECT_FALSE(body.contains("uploadId"));
}

TEST(ProblemTest, SaysWhenToTryAgain) {
  Problem problem{503, "unavailable", "t", "d"};
  problem.retry_after = std::chrono::seconds(7);
  problem.upload_id = "u1";
  const Response response = ToResponse(problem);
  EXPECT_EQ(nlohmann::json::parse(response.body)["uploadId"], "u1");
  const std::pair<std::string, std::string> expected{"Retry-After", "7"};
  EXPECT_NE(std::find(response.headers.begin(), response.headers.end(), expected),
            response.headers.end());
}

TEST(ProblemTest, StandsTextThatIsNotUtf8) {
  const Response response = ToResponse({400, "c", "t", "bad \xFF byte"});
  EXPECT_TRUE(nlohmann::json::accept(response.body));
}

}  // namespace pipeline::http
