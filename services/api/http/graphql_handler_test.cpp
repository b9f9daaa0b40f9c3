#include "services/api/http/graphql_handler.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "libs/graphql/schema/schema.hpp"
#include "libs/http/message.hpp"

namespace pipeline::api {
namespace {

using graphql::Answer;
using graphql::ResolveInfo;
using nlohmann::json;

constexpr const char* kSdl = R"(
  type Query { hello(name: String): String fails: String must: String! }
  type Mutation { change: Int }
  type Subscription { ticks: Int }
)";
constexpr const char* kJson = "application/json";
constexpr const char* kGraphQL = "application/graphql-response+json";
constexpr const char* kEvents = "text/event-stream";

using Resolved = graphql::Result<std::variant<Answer, graphql::Deferred>>;

graphql::Schema TestSchema() {
  static const graphql::Source source(kSdl);
  graphql::Schema schema = *graphql::BuildSchema(source);
  schema.SetResolver("Query", "hello", [](const ResolveInfo&) -> Resolved {
    return Answer{std::string("world!")};
  });
  for (const char* field : {"fails", "must"}) {
    schema.SetResolver("Query", field, [](const ResolveInfo&) -> Resolved {
      return tl::make_unexpected(graphql::Error{"failed", {}, {}, "BROKEN"});
    });
  }
  schema.SetResolver(
      "Mutation", "change", [](const ResolveInfo&) -> Resolved { return Answer{std::int64_t{1}}; });
  schema.SetSubscriber(
      "Subscription",
      "ticks",
      [](const ResolveInfo&) -> graphql::Result<std::unique_ptr<graphql::EventSource>> {
        return tl::make_unexpected(graphql::Error{"no ticks", {}, {}, "NO_TICKS"});
      });
  return schema;
}

class GraphQLHandlerTest : public ::testing::Test {
 protected:
  http::Response Post(const std::string& query, const std::string& accept) {
    return PostBody(json{{"query", query}}.dump(), accept);
  }
  http::Response PostBody(std::string body, const std::string& accept) {
    return handler_.Post({.method = "POST",
                          .path = "/graphql",
                          .headers = {{"Accept", accept}},
                          .body = std::move(body)});
  }
  http::Response Get(const std::string& query, const std::string& accept) {
    return handler_.Get({.method = "GET",
                         .path = "/graphql",
                         .headers = {{"Accept", accept}},
                         .query = {{"query", query}}});
  }
  static std::string CodeOf(const http::Response& response) {
    return json::parse(response.body)["errors"][0]["extensions"]["code"];
  }

  graphql::Engine engine_{TestSchema()};
  GraphQLHandler handler_{
      engine_, {.query_bytes = 1000, .subscribers = 2, .make_context = [](const http::Request&) {
                  return std::shared_ptr<void>();
                }}};
};

TEST_F(GraphQLHandlerTest, AnswersInTheMediaTypeThatIsWanted) {
  for (const auto& [accept, type] : {std::pair{"", kJson}, {"*/*", kJson}, {kGraphQL, kGraphQL}}) {
    const http::Response response = Post("{hello}", accept);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.content_type, std::string(type) + "; charset=utf-8");
    EXPECT_EQ(response.body, R"({"data":{"hello":"world!"}})");
  }
  EXPECT_EQ(Get("{hello}", "").body, R"({"data":{"hello":"world!"}})");
}

struct StatusCase {
  const char* query;
  int json;
  int graphql_response;
  const char* code;
};

TEST_F(GraphQLHandlerTest, HasTheStatusesOfTheTable) {
  for (const StatusCase& row : {
           StatusCase{"{", 200, 400, "GRAPHQL_PARSE_FAILED"},
           StatusCase{"{nothing}", 200, 400, "GRAPHQL_VALIDATION_FAILED"},
           StatusCase{"query A{hello} query B{hello}", 400, 400, "OPERATION_RESOLUTION_FAILURE"},
           StatusCase{"query($n: String!){hello(name: $n)}", 400, 400, "BAD_USER_INPUT"},
           StatusCase{"{fails}", 200, 200, "BROKEN"},
           StatusCase{"{must}", 200, 200, "BROKEN"},
       }) {
    const http::Response plain = Post(row.query, kJson);
    const http::Response modern = Post(row.query, kGraphQL);
    EXPECT_EQ(plain.status, row.json) << row.query;
    EXPECT_EQ(modern.status, row.graphql_response) << row.query;
    EXPECT_EQ(CodeOf(plain), row.code);
    EXPECT_EQ(plain.body, modern.body);
  }
  EXPECT_EQ(PostBody("{", kJson).status, 400);
  EXPECT_EQ(CodeOf(PostBody("{", kJson)), "BAD_REQUEST");
}

TEST_F(GraphQLHandlerTest, NothingIsChangedByAGet) {
  const http::Response refused = Get("mutation{change}", kJson);
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(std::count(refused.headers.begin(),
                       refused.headers.end(),
                       std::pair<std::string, std::string>("Allow", "POST")),
            1);
  EXPECT_EQ(Post("mutation{change}", kJson).body, R"({"data":{"change":1}})");
}

TEST_F(GraphQLHandlerTest, OnlyMutationsAreLarge) {
  const std::string spaces(1000, ' ');
  EXPECT_EQ(Post("{hello}" + spaces, kJson).status, 413);
  EXPECT_EQ(Post("mutation{change}" + spaces, kJson).status, 200);
}

TEST_F(GraphQLHandlerTest, TellsWhatItCannotAnswerIn) {
  EXPECT_EQ(Post("{hello}", "image/png").status, 406);
  EXPECT_EQ(Post("subscription{ticks}", kJson).status, 406);
}

TEST_F(GraphQLHandlerTest, OverEventsEverythingIsAnEvent) {
  for (
      const auto& [query, answer] :
      {std::pair{"{hello}", R"({"data":{"hello":"world!"}})"},
       {"subscription{ticks}",
        R"({"errors":[{"message":"no ticks","locations":[{"line":1,"column":14}],"path":["ticks"],"extensions":{"code":"NO_TICKS"}}]})"}}) {
    const http::Response response = Post(query, kEvents);
    EXPECT_EQ(response.status, 200);
    ASSERT_NE(response.events, nullptr);
    EXPECT_EQ(response.events->Next(),
              "event: next\ndata: " + std::string(answer) + "\n\nevent: complete\ndata:\n\n");
  }
  EXPECT_NE(Post("{", kEvents).events, nullptr);
}

TEST_F(GraphQLHandlerTest, ASubscriberTooManyIsToldToComeAgain) {
  const http::Response first = Post("{hello}", kEvents);
  const http::Response second = Post("{hello}", kEvents);
  const http::Response third = Post("{hello}", kEvents);
  EXPECT_EQ(third.status, 503);
  const auto is_retry = [](const auto& header) { return header.first == "Retry-After"; };
  EXPECT_EQ(std::count_if(third.headers.begin(), third.headers.end(), is_retry), 1);
}

}  // namespace
}  // namespace pipeline::api
