#include "libs/graphql/execution/inspect.hpp"

#include <gtest/gtest.h>

#include <string>

namespace pipeline::graphql {
namespace {

TEST(InspectTest, ShowsValuesAsGraphqlJsDoes) {
  EXPECT_EQ(InspectJson(R"({"a":1,"b":"x","c":null,"d":[true,{}]})"),
            R"({ a: 1, b: "x", c: null, d: [true, {}] })");
}

TEST(InspectTest, ShowsTwoLevels) {
  EXPECT_EQ(InspectJson(R"({"a":{"b":{"c":1},"d":[1],"e":{},"f":[]}})"),
            "{ a: { b: [Object], d: [Array], e: {}, f: [] } }");
}

TEST(InspectTest, ShowsTenItems) {
  EXPECT_EQ(InspectJson("[1,2,3,4,5,6,7,8,9,10,11]"),
            "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ... 1 more item]");
  EXPECT_EQ(InspectJson("[1,2,3,4,5,6,7,8,9,10,11,12]"),
            "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ... 2 more items]");
}

TEST(InspectTest, ShowsNumbersAsJavaScriptReadsThem) {
  EXPECT_EQ(InspectJson("[1.0,1e3,12345678901234567890,1e400,-0]"),
            "[1, 1000, 12345678901234567168, null, 0]");
}

TEST(InspectTest, CutsWhatIsLong) {
  const std::string long_text = "\"" + std::string(100'000, 'x') + "\"";
  EXPECT_LT(InspectJson(long_text).size(), 5000);
  EXPECT_TRUE(InspectJson(long_text).ends_with("..."));
}

TEST(InspectTest, ShowsObjectsOfTheProgramByTheirType) {
  const Answer answer{Answer::List{{Object{"Photo", nullptr}}, {std::int64_t{1}}}};
  EXPECT_EQ(Inspect(answer), "[[Photo], 1]");
}

}  // namespace
}  // namespace pipeline::graphql
