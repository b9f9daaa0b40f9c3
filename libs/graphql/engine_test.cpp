#include "libs/graphql/engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/graphql.hpp"
#include "tests/support/graphql_engine.hpp"

namespace pipeline::graphql {
namespace {

using testing::HasSubstr;

constexpr auto kEngineSdl = R"(
  scalar JSON
  type Query { hello: String! add(a: Int!, b: Int = 2): Int json: JSON me: Me bad: Int unset: Int list: [Int!] slow: Int }
  type Me { me: Me name: String }
  type Mutation { hello: String }
)";

Schema MakeSchema() {
  Schema schema = SchemaOf(kEngineSdl);
  Answers(schema, "Query", "hello", [](const auto&) { return Answer{std::string("world")}; });
  Answers(schema, "Query", "add", [](const ResolveInfo& info) {
    const auto sum =
        *info.arguments.Get<std::int32_t>("a") + *info.arguments.Get<std::int32_t>("b");
    return Answer{std::int64_t{sum}};
  });
  Answers(schema, "Query", "json", [](const auto&) { return Answer{RawJson{"{\"b\": 1.0}"}}; });
  Answers(schema, "Query", "me", [](const auto&) { return Answer{Object{}}; });
  Answers(schema, "Me", "me", [](const auto&) { return Answer{Object{}}; });
  Answers(schema, "Me", "name", [](const auto&) { return Answer{std::string("x")}; });
  Answers(schema, "Query", "list", [](const auto&) {
    return Answer{Answer::List(1000, Answer{std::int64_t{1}})};
  });
  schema.SetResolver("Query", "bad", [](const auto&) -> Result<std::variant<Answer, Deferred>> {
    return tl::make_unexpected(Error{"It is \"bad\".", {}, {}, "BAD"});
  });
  Answers(schema, "Query", "slow", [](const auto&) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(2);
    while (std::chrono::steady_clock::now() < end) {
    }
    return Answer{std::int64_t{1}};
  });
  return schema;
}

TEST(EngineTest, AnswersAQuery) {
  const Engine engine(MakeSchema());
  const Response response = Respond(engine, "{ hello add(a: 1) json unset __typename }");
  EXPECT_EQ(response.status, ExecutionStatus::kExecuted);
  EXPECT_EQ(
      response.body,
      R"({"data":{"hello":"world","add":3,"json":{"b": 1.0},"unset":null,"__typename":"Query"}})");
}

TEST(EngineTest, PutsErrorsFirstWithTheirCodes) {
  const Engine engine(MakeSchema());
  const Response response = Respond(engine, "{ bad }");
  EXPECT_EQ(response.status, ExecutionStatus::kExecutedWithErrors);
  EXPECT_EQ(response.body,
            R"({"errors":[{"message":"It is \"bad\".","locations":[{"line":1,"column":3}],)"
            R"("path":["bad"],"extensions":{"code":"BAD"}}],"data":{"bad":null}})");
}

TEST(EngineTest, SaysWhatBecameOfARequest) {
  const Engine engine(MakeSchema());
  const auto status = [&](std::string_view query, std::string_view variables = "") {
    return Respond(engine, query, variables).status;
  };
  EXPECT_EQ(status("{"), ExecutionStatus::kParseError);
  EXPECT_EQ(status("{ hallo }"), ExecutionStatus::kValidationError);
  EXPECT_EQ(status("query A { hello } query B { hello }"), ExecutionStatus::kOperationError);
  EXPECT_EQ(status("query ($a: Int!) { add(a: $a) }"), ExecutionStatus::kVariablesError);
  EXPECT_EQ(status("query ($a: Int!) { add(a: $a) }", R"({"a":1})"), ExecutionStatus::kExecuted);
}

TEST(EngineTest, GivesEveryKindOfErrorItsCode) {
  const Engine engine(MakeSchema());
  EXPECT_THAT(Ask(engine, "{"), HasSubstr(R"("code":"GRAPHQL_PARSE_FAILED")"));
  EXPECT_THAT(Ask(engine, "{ hallo }"), HasSubstr(R"("code":"GRAPHQL_VALIDATION_FAILED")"));
  EXPECT_THAT(Ask(engine, "query ($a: Int!) { add(a: $a) }"),
              HasSubstr(R"("code":"BAD_USER_INPUT")"));
  const auto operation = engine.Prepare("{ hello }", "x");
  EXPECT_EQ(operation.error().body,
            R"({"errors":[{"message":"Unknown operation named \"x\".",)"
            R"("extensions":{"code":"OPERATION_RESOLUTION_FAILURE"}}]})");
}

TEST(EngineTest, RefusesWhatIsNoUtf8) {
  const Engine engine(MakeSchema());
  EXPECT_THAT(Ask(engine, "{ a(b: \"\xC3\") }"), HasSubstr("The document is not valid UTF-8."));
  EXPECT_THAT(engine.Prepare("{ hello }", "\xFF").error().body,
              HasSubstr("The operation's name is not valid UTF-8."));
}

TEST(EngineTest, KnowsTheKindOfOperationBeforeItIsExecuted) {
  const Engine engine(MakeSchema());
  constexpr auto kTwo = "query A { hello } mutation B { hello }";
  EXPECT_EQ(engine.Prepare(kTwo, "A")->Type(), ast::OperationType::kQuery);
  EXPECT_EQ(engine.Prepare(kTwo, "B")->Type(), ast::OperationType::kMutation);
}

TEST(EngineTest, StopsWhatTakesTooLong) {
  EngineLimits limits;
  limits.execution.time = std::chrono::milliseconds(1);
  const Engine engine(MakeSchema(), limits);
  const Response response = Respond(engine, "{ slow hello }");
  EXPECT_EQ(response.status, ExecutionStatus::kStopped);
  EXPECT_EQ(response.body,
            R"({"errors":[{"message":"Execution took longer than 1 milliseconds and was stopped.",)"
            R"("extensions":{"code":"EXECUTION_TIMEOUT"}}],"data":null})");
}

TEST(EngineTest, StopsAnAnswerThatIsTooLarge) {
  EngineLimits limits;
  limits.execution.values = 1000;
  const Response response = Respond(Engine(MakeSchema(), limits), "{ list }");
  EXPECT_EQ(response.status, ExecutionStatus::kStopped);
  EXPECT_THAT(response.body, HasSubstr("The answer has more than 1000 values."));
}

// Fragments make an answer deeper than the parser allows a document to be.
TEST(EngineTest, StopsAnAnswerThatIsTooDeep) {
  EngineLimits limits;
  limits.parse.tokens = 0;
  limits.validation.depth = 0;
  std::string query = "{ me { ...F0 } } fragment F600 on Me { name }";
  for (int i = 0; i < 600; ++i) {
    query +=
        " fragment F" + std::to_string(i) + " on Me { me { ...F" + std::to_string(i + 1) + " } }";
  }
  EXPECT_THAT(Ask(Engine(MakeSchema(), limits), query),
              HasSubstr("The answer is nested more than 500 levels."));
}

TEST(EngineTest, BoundsTheErrorsOfAnAnswer) {
  EngineLimits limits;
  limits.parse.tokens = 0;
  limits.validation.aliases = 0;
  std::string query = "{";
  for (int i = 0; i < 150; ++i) {
    query += " a" + std::to_string(i) + ": bad";
  }
  const std::string body = Ask(Engine(MakeSchema(), limits), query + " }");
  EXPECT_THAT(body, HasSubstr("a99\"]"));
  EXPECT_THAT(body, testing::Not(HasSubstr("a100\"]")));
  EXPECT_THAT(body, HasSubstr("\"a149\":null"));
}

// Run under the thread sanitizer too.
TEST(EngineTest, AnswersManyThreadsAtOnce) {
  EngineLimits limits;
  limits.cache.documents = 2;
  const Engine engine(MakeSchema(), limits);
  std::atomic<int> right = 0;
  std::vector<std::thread> threads(4);
  for (std::thread& thread : threads) {
    thread = std::thread([&] {
      for (int i = 0; i < 200; ++i) {
        const std::string a = std::to_string(i % 5);
        const std::string query =
            "query ($v: Int!) { add(a: $v, b: " + a + ") __schema { types { name } } }";
        const std::string body = Ask(engine, query, R"({"v":10})");
        right += body.starts_with("{\"data\":{\"add\":1" + a) ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(right, 800);
}

}  // namespace
}  // namespace pipeline::graphql
