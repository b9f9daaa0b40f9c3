#include "services/api/http/negotiation.hpp"

#include <gtest/gtest.h>

namespace pipeline::api {
namespace {

Media Chosen(std::string_view accept) {
  return Negotiate(accept,
                   {Media::kJson, Media::kGraphQLResponse, Media::kEventStream, Media::kHtml});
}

TEST(NegotiationTest, WithoutAWishItIsTheFirst) {
  EXPECT_EQ(Chosen(""), Media::kJson);
  EXPECT_EQ(Chosen("*/*"), Media::kJson);
  EXPECT_EQ(Chosen("application/*"), Media::kJson);
}

TEST(NegotiationTest, TakesWhatIsNamed) {
  EXPECT_EQ(Chosen("application/graphql-response+json"), Media::kGraphQLResponse);
  EXPECT_EQ(Chosen("Application/JSON; charset=utf-8"), Media::kJson);
  EXPECT_EQ(Chosen("text/event-stream"), Media::kEventStream);
  EXPECT_EQ(Chosen("text/*"), Media::kEventStream);
}

TEST(NegotiationTest, GoesByQualityAndThenByPlace) {
  EXPECT_EQ(Chosen("application/json;q=0.5, application/graphql-response+json"),
            Media::kGraphQLResponse);
  EXPECT_EQ(Chosen("application/json, application/graphql-response+json"), Media::kJson);
  EXPECT_EQ(Chosen("application/graphql-response+json, application/json"), Media::kGraphQLResponse);
  EXPECT_EQ(Chosen("application/graphql-response+json, application/json;q=0.9"),
            Media::kGraphQLResponse);
  EXPECT_EQ(Chosen("application/json;q=0.001, text/event-stream;q=0.002"), Media::kEventStream);
}

TEST(NegotiationTest, TheMoreSpecificRangeCounts) {
  EXPECT_EQ(Chosen("*/*, application/json;q=0"), Media::kGraphQLResponse);
  EXPECT_EQ(Chosen("application/*;q=0.1, application/graphql-response+json;q=0.2"),
            Media::kGraphQLResponse);
}

TEST(NegotiationTest, ABrowserGetsAPageAndAWildcardDoesNot) {
  EXPECT_EQ(Chosen("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
            Media::kHtml);
  EXPECT_EQ(Chosen("application/json, text/html"), Media::kJson);
}

TEST(NegotiationTest, SaysWhereNothingIsAcceptable) {
  EXPECT_EQ(Chosen("image/png"), Media::kNone);
  EXPECT_EQ(Chosen("application/json;q=0"), Media::kNone);
  EXPECT_EQ(Chosen("*/*;q=0.0"), Media::kNone);
}

TEST(NegotiationTest, SurvivesWhatIsNoHeader) {
  for (const char* accept : {",", ";", ";;q=,", "q=1", "*/*;q=", "application/json;q=x"}) {
    Chosen(accept);
  }
  EXPECT_EQ(Chosen("application/json;q=x"), Media::kJson);
  EXPECT_EQ(Chosen(std::string(100'000, ',')), Media::kNone);
}

}  // namespace
}  // namespace pipeline::api
