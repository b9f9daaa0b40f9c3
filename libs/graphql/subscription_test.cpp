#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/support/graphql.hpp"
#include "tests/support/graphql_engine.hpp"

namespace pipeline::graphql {
namespace {

using testing::HasSubstr;

constexpr auto kSubscriptionSdl = R"(
  type Query { a: Int }
  type Subscription { count(from: Int!): Int event: Event silent: Int }
  type Event { name: String fails: Int! }
)";

using Events = std::vector<Result<Answer>>;

class ListedEvents : public EventSource {
 public:
  explicit ListedEvents(Events events) : events_(std::move(events)) {}

  Result<std::optional<Answer>> Next() override {
    if (stopped_ || next_ == events_.size()) {
      return std::nullopt;
    }
    Result<Answer> event = events_[next_++];
    return event.map([](const Answer& answer) { return std::optional(answer); });
  }

  void Stop() override { stopped_ = true; }

 private:
  Events events_;
  std::size_t next_ = 0;
  bool stopped_ = false;
};

tl::unexpected<Error> Failure(std::string message) {
  return tl::make_unexpected(Error{std::move(message), {}, {}, "GONE"});
}

Result<std::unique_ptr<EventSource>> CountDown(const ResolveInfo& info) {
  Events events;
  for (std::int64_t i = *info.arguments.Get<std::int32_t>("from"); i >= 0; --i) {
    events.emplace_back(Answer{i});
  }
  if (events.empty()) {
    return Failure("Cannot count down from there.");
  }
  return std::make_unique<ListedEvents>(std::move(events));
}

class SubscriptionTest : public testing::Test {
 protected:
  SubscriptionTest() : engine_(MakeSchema()) {}

  static Schema MakeSchema() {
    Schema schema = SchemaOf(kSubscriptionSdl);
    schema.SetSubscriber("Subscription", "count", CountDown);
    schema.SetSubscriber("Subscription", "event", [](const auto&) {
      Events events = {Answer{Object{}}, Failure("The source broke."), Answer{Object{}}};
      return Result<std::unique_ptr<EventSource>>(
          std::make_unique<ListedEvents>(std::move(events)));
    });
    Answers(schema, "Event", "name", [](const auto&) { return Answer{std::string("n")}; });
    Answers(schema, "Event", "fails", [](const auto&) { return Answer{}; });
    return schema;
  }

  std::vector<std::string> Bodies(std::string_view query, std::string_view variables = "") {
    const auto operation = engine_.Prepare(query, std::nullopt);
    auto subscription = engine_.Subscribe(*operation, variables, nullptr);
    if (!subscription) {
      return {"refused", subscription.error().body};
    }
    std::vector<std::string> bodies;
    while (auto response = (*subscription)->Next()) {
      bodies.push_back(std::move(response->body));
    }
    return bodies;
  }

  Engine engine_;
};

TEST_F(SubscriptionTest, AnswersEveryEvent) {
  EXPECT_THAT(Bodies("subscription ($n: Int!) { left: count(from: $n) }", R"({"n":2})"),
              testing::ElementsAre(
                  R"({"data":{"left":2}})", R"({"data":{"left":1}})", R"({"data":{"left":0}})"));
}

TEST_F(SubscriptionTest, EndsWithTheErrorOfItsSource) {
  EXPECT_THAT(Bodies("subscription { event { name } }"),
              testing::ElementsAre(R"({"data":{"event":{"name":"n"}}})",
                                   R"({"errors":[{"message":"The source broke.",)"
                                   R"("extensions":{"code":"GONE"}}]})"));
}

TEST_F(SubscriptionTest, PutsErrorsIntoTheAnswerOfTheirEvent) {
  EXPECT_THAT(Bodies("subscription { event { fails } }").front(),
              HasSubstr(R"("path":["event","fails"]}],"data":{"event":null}})"));
}

TEST_F(SubscriptionTest, RefusesWhatDoesNotBegin) {
  EXPECT_THAT(Bodies("subscription { count(from: -1) }"),
              testing::ElementsAre("refused",
                                   R"({"errors":[{"message":"Cannot count down from there.",)"
                                   R"("locations":[{"line":1,"column":16}],"path":["count"],)"
                                   R"("extensions":{"code":"GONE"}}]})"));
  EXPECT_THAT(Bodies("subscription { silent }").back(),
              HasSubstr("The subscription field has no source of events."));
  EXPECT_THAT(Bodies("subscription ($n: Int!) { count(from: $n) }").back(),
              HasSubstr("was not provided."));
}

TEST_F(SubscriptionTest, StopsWhenTold) {
  const auto operation = engine_.Prepare("subscription { count(from: 5) }", std::nullopt);
  auto subscription = engine_.Subscribe(*operation, "", nullptr);
  EXPECT_TRUE((*subscription)->Next());
  (*subscription)->Stop();
  EXPECT_FALSE((*subscription)->Next());
}

}  // namespace
}  // namespace pipeline::graphql
