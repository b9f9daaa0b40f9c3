#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/graphql.hpp"
#include "tests/support/graphql_engine.hpp"

namespace pipeline::graphql {
namespace {

using Resolved = Result<std::variant<Answer, Deferred>>;

// Fetches what was asked for until the first answer is needed, all at once.
class Loader {
 public:
  Deferred Ask(std::int64_t key) {
    wanted_.insert(key);
    return [this, key]() -> Result<Answer> {
      if (!loaded_.contains(key)) {
        batches_.push_back(std::exchange(wanted_, {}));
        loaded_.insert(batches_.back().begin(), batches_.back().end());
      }
      return Answer{Object{"Node", std::make_shared<const std::int64_t>(key)}};
    };
  }

  const std::vector<std::set<std::int64_t>>& Batches() const { return batches_; }

 private:
  std::set<std::int64_t> wanted_;
  std::set<std::int64_t> loaded_;
  std::vector<std::set<std::int64_t>> batches_;
};

constexpr auto kDeferredSdl = R"(
  type Query { nodes: [Link!]! node: Node one: Node! fails: Node! }
  type Mutation { first: Node second: Node }
  type Link { to: Node }
  type Node { key: Int! below: [Link!]! next: Node fails: Int! }
)";

Answer Links(std::initializer_list<std::int64_t> keys) {
  Answer::List list;
  for (const std::int64_t key : keys) {
    list.push_back({Object{"Link", std::make_shared<const std::int64_t>(key)}});
  }
  return {std::move(list)};
}

class DeferredTest : public testing::Test {
 protected:
  DeferredTest() : engine_(MakeSchema()) {}

  Schema MakeSchema() {
    Schema schema = SchemaOf(kDeferredSdl);
    Answers(schema, "Query", "nodes", [](const auto&) { return Links({1, 2, 3}); });
    Defers(schema, "Query", "node", [](const auto&) { return 7; });
    Defers(schema, "Query", "one", [](const auto&) { return 8; });
    schema.SetResolver("Query", "fails", [](const auto&) -> Resolved {
      return Deferred([]() -> Result<Answer> { return Failure("late"); });
    });
    Defers(schema, "Mutation", "first", [](const auto&) { return 1; });
    Defers(schema, "Mutation", "second", [](const auto&) { return 3; });
    Defers(schema, "Link", "to", [](const ResolveInfo& info) { return Key(info); });
    Answers(schema, "Node", "key", [](const ResolveInfo& info) { return Answer{Key(info)}; });
    Answers(schema, "Node", "below", [](const ResolveInfo& info) {
      return Links({10 * Key(info), 10 * Key(info) + 1});
    });
    Defers(schema, "Node", "next", [](const ResolveInfo& info) { return Key(info) + 1; });
    schema.SetResolver("Node", "fails", [](const auto&) -> Resolved { return Failure("now"); });
    return schema;
  }

  static std::int64_t Key(const ResolveInfo& info) { return info.parent.As<std::int64_t>(); }

  static tl::unexpected<Error> Failure(std::string message) {
    return tl::make_unexpected(Error{std::move(message), {}, {}, {}});
  }

  template <typename Function>
  void Defers(Schema& schema, std::string_view type, std::string_view field, Function key) {
    schema.SetResolver(type, field, [this, key](const ResolveInfo& info) -> Resolved {
      return loader_.Ask(key(info));
    });
  }

  using Batches = std::vector<std::set<std::int64_t>>;

  Loader loader_;
  Engine engine_;
};

TEST_F(DeferredTest, FetchesALevelOfAListAtOnce) {
  EXPECT_EQ(Ask(engine_, "{ nodes { to { key } } }"),
            R"({"data":{"nodes":[{"to":{"key":1}},{"to":{"key":2}},{"to":{"key":3}}]}})");
  EXPECT_EQ(loader_.Batches(), (Batches{{1, 2, 3}}));
}

TEST_F(DeferredTest, FetchesTwoLevelsOfListsInTwoBatches) {
  Ask(engine_, "{ nodes { to { below { to { key } } } } }");
  EXPECT_EQ(loader_.Batches(), (Batches{{1, 2, 3}, {10, 11, 20, 21, 30, 31}}));
}

TEST_F(DeferredTest, FetchesWhatStandsAtDifferentPlacesTogether) {
  Ask(engine_, "{ a: node { next { key } } nodes { to { key } } one { key } }");
  EXPECT_EQ(loader_.Batches(), (Batches{{1, 2, 3, 7, 8}}));
}

TEST_F(DeferredTest, FinishesAMutationBeforeTheNext) {
  EXPECT_EQ(Ask(engine_, "mutation { first { next { key } } second { key } }"),
            R"({"data":{"first":{"next":{"key":2}},"second":{"key":3}}})");
  EXPECT_EQ(loader_.Batches(), (Batches{{1}, {2}, {3}}));
}

TEST_F(DeferredTest, MakesNullWhatALateFailureStandsIn) {
  EXPECT_EQ(
      Ask(engine_, "{ nodes { to { key fails } } }"),
      R"({"errors":[)"
      R"({"message":"now","locations":[{"line":1,"column":20}],"path":["nodes",0,"to","fails"]},)"
      R"({"message":"now","locations":[{"line":1,"column":20}],"path":["nodes",1,"to","fails"]},)"
      R"({"message":"now","locations":[{"line":1,"column":20}],"path":["nodes",2,"to","fails"]})"
      R"(],"data":{"nodes":[{"to":null},{"to":null},{"to":null}]}})");
}

TEST_F(DeferredTest, DropsWhatWaitsUnderWhatBecameNull) {
  EXPECT_EQ(
      Ask(engine_, "{ fails { key } node { key } }"),
      R"({"errors":[{"message":"late","locations":[{"line":1,"column":3}],"path":["fails"]}],)"
      R"("data":null})");
}

}  // namespace
}  // namespace pipeline::graphql
