#include "services/api/http/request_parameters.hpp"

#include <gtest/gtest.h>

#include <string>

namespace pipeline::api {
namespace {

std::string Problem(const tl::expected<RequestParameters, MalformedRequest>& read) {
  return read ? "" : read.error().message;
}

TEST(RequestParametersTest, ReadsABody) {
  const auto read = ReadBody(
      R"({"operationName":"A","query":"{a\u00e9}","variables":{"n":12345678901234567890.10},"foo":[1]})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->query, "{aé}");
  EXPECT_EQ(read->operation_name, "A");
  EXPECT_EQ(read->variables, R"({"n":12345678901234567890.10})");
}

TEST(RequestParametersTest, NullIsAsIfNotGiven) {
  const auto read =
      ReadBody(R"({"query":"{a}","operationName":null,"variables":null,"extensions":null})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->operation_name, std::nullopt);
  EXPECT_EQ(read->variables, "");
}

TEST(RequestParametersTest, NamesTheParameterOfTheWrongType) {
  EXPECT_EQ(Problem(ReadBody(R"({"query":{}})")),
            "Expected \"query\" param to be a string, but given object.");
  EXPECT_EQ(Problem(ReadBody(R"({"query":"{a}","variables":"x"})")),
            "Expected \"variables\" param to be empty or an object, but given string.");
  EXPECT_EQ(Problem(ReadBody(R"({"query":"{a}","extensions":[]})")),
            "Expected \"extensions\" param to be empty or an object, but given array.");
  EXPECT_EQ(Problem(ReadBody(R"({"query":"{a}","operationName":true})")),
            "Expected \"operationName\" param to be empty or a string, but given boolean.");
  EXPECT_EQ(Problem(ReadBody(R"({"query":null})")), "Must provide query string.");
  EXPECT_EQ(Problem(ReadBody("{}")), "Must provide query string.");
}

TEST(RequestParametersTest, RefusesWhatIsNoRequest) {
  EXPECT_EQ(Problem(ReadBody("[]")), "Batching is not supported.");
  EXPECT_EQ(Problem(ReadBody("null")), "POST body is expected to be object but received null");
  EXPECT_EQ(Problem(ReadBody(" 1")), "POST body is expected to be object but received number");
  for (const char* body : {"",
                           "{",
                           "{\"query\":\"{a}\"",
                           "{\"query\":\"{a}\"} x",
                           "\xEF\xBB\xBF{\"query\":\"{a}\"}",
                           "{\"query\":\"\xFF\"}",
                           R"({"query":"\ud800"})",
                           R"({"query":"{a}","query":"{b}"})",
                           R"({"query":"{a}","variables":{"a":1,"a":2}})"}) {
    EXPECT_TRUE(Problem(ReadBody(body)).starts_with("POST body sent invalid JSON: ")) << body;
  }
  EXPECT_NE(Problem(ReadBody("{\"variables\":" + std::string(100'000, '['))), "");
}

TEST(RequestParametersTest, ReadsAQuery) {
  http::Request request{.method = "GET", .path = "/graphql"};
  EXPECT_EQ(Problem(ReadQuery(request)), "Must provide query string.");
  request.query = {{"query", "{a}"}, {"variables", R"({"a":1})"}, {"operationName", ""}};
  const auto read = ReadQuery(request);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->query, "{a}");
  EXPECT_EQ(read->operation_name, std::nullopt);
  EXPECT_EQ(read->variables, R"({"a":1})");
  request.query[1].second = "[1]";
  EXPECT_EQ(Problem(ReadQuery(request)),
            "Expected \"variables\" param to be empty or an object, but given array.");
  request.query[1].second = "{";
  EXPECT_TRUE(Problem(ReadQuery(request)).starts_with("Expected \"variables\" param to be JSON"));
  request.query[0].second = "\xFF";
  EXPECT_EQ(Problem(ReadQuery(request)), "Expected \"query\" param to be valid UTF-8.");
}

}  // namespace
}  // namespace pipeline::api
