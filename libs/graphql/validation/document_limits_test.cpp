#include <gmock/gmock.h>

#include "tests/support/graphql_validation.hpp"

namespace pipeline::graphql {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr ValidationLimits kDefaults;

std::string Nested(std::size_t depth) {
  return Repeat("self{", depth - 1) + "text" + Repeat("}", depth - 1);
}

TEST(DocumentLimitsTest, CountsAliases) {
  EXPECT_THAT(ErrorsOf("{" + Numbered("a#:text ", 15) + "}", kDefaults), IsEmpty());
  EXPECT_THAT(ErrorsOf("{" + Numbered("a#:text ", 18) + "}", kDefaults),
              ElementsAre("Syntax Error: Aliases limit of 15 exceeded, found 18."));
  EXPECT_THAT(ErrorsOf("{" + Numbered("a#:__typename ", 18) + " __typename:text}", kDefaults),
              IsEmpty());
}

TEST(DocumentLimitsTest, CountsAliasesThroughFragmentsAsOftenAsTheyAreSpread) {
  const std::string fragments =
      " fragment A on Query {" + Numbered("a#:text ", 4) + " ...B} fragment B on Query {b:text}";
  EXPECT_THAT(ErrorsOf("{...A self{...A} other{...A}}" + fragments, kDefaults), IsEmpty());
  EXPECT_THAT(ErrorsOf("{...A self{...A} other{...A ... on Query {...B}}}" + fragments, kDefaults),
              ElementsAre("Syntax Error: Aliases limit of 15 exceeded, found 16."));
}

TEST(DocumentLimitsTest, CountsTheDepthOfFields) {
  EXPECT_THAT(ErrorsOf("{" + Nested(8) + "}", kDefaults), IsEmpty());
  EXPECT_THAT(ErrorsOf("{text " + Nested(9) + "}", kDefaults),
              ElementsAre("Syntax Error: Query depth limit of 8 exceeded, found 9."));
}

TEST(DocumentLimitsTest, CountsDepthThroughFragmentsWithoutThemselves) {
  const std::string fragments =
      " fragment A on Query {... on Query {self{...B}}} fragment B on "
      "Query {... {" +
      Nested(3) + "}}";
  EXPECT_THAT(ErrorsOf("{self{self{self{self{...A}}}}}" + fragments, kDefaults), IsEmpty());
  EXPECT_THAT(ErrorsOf("{...A self{self{self{self{self{...A}}}}}}" + fragments, kDefaults),
              ElementsAre("Syntax Error: Query depth limit of 8 exceeded, found 9."));
}

TEST(DocumentLimitsTest, TakesNoDepthOfIntrospection) {
  const std::string deep = "ofType{ofType{ofType{ofType{ofType{ofType{ofType{ofType{name}}}}}}}}";
  EXPECT_THAT(ErrorsOf("{__schema{types{" + deep + "}} __type(name:\"a\"){...T " + deep +
                           "}} fragment T on __Type{" + deep + "}",
                       kDefaults),
              IsEmpty());
}

TEST(DocumentLimitsTest, CountsDirectivesOfEverything) {
  EXPECT_THAT(ErrorsOf("{text" + Repeat(" @mark", 50) + "}", kDefaults), IsEmpty());
  EXPECT_THAT(ErrorsOf("query Q($a:Int @mark) @mark {text(size:$a) @mark ...F @mark ... @mark "
                       "{other{...F @mark}}} fragment F on Query @mark {text" +
                           Repeat(" @mark", 30) + "}",
                       kDefaults),
              ElementsAre("Syntax Error: Directives limit of 50 exceeded, found 68."));
}

TEST(DocumentLimitsTest, LooksAtEachOperation) {
  EXPECT_THAT(ErrorsOf("query A {text} query B {" + Nested(10) + "} query C {" +
                           Numbered("a#:text ", 20) + "}",
                       kDefaults),
              ElementsAre("Syntax Error: Query depth limit of 8 exceeded, found 10."));
}

TEST(DocumentLimitsTest, RefusesBeforeAnyRule) {
  EXPECT_THAT(ErrorsOf("{unknown " + Nested(9) + "}", kDefaults),
              ElementsAre("Syntax Error: Query depth limit of 8 exceeded, found 9."));
}

TEST(DocumentLimitsTest, CanBeChangedAndSwitchedOff) {
  EXPECT_THAT(ErrorsOf("{" + Numbered("a#:text ", 8) + "}", {.aliases = 4}),
              ElementsAre("Syntax Error: Aliases limit of 4 exceeded, found 8."));
  EXPECT_THAT(ErrorsOf("{" + Nested(3) + "}", {.depth = 2}),
              ElementsAre("Syntax Error: Query depth limit of 2 exceeded, found 3."));
  EXPECT_THAT(ErrorsOf("{text @mark @mark}", {.directives = 1}),
              ElementsAre("Syntax Error: Directives limit of 1 exceeded, found 2."));
  EXPECT_THAT(ErrorsOf("{" + Nested(30) + Numbered(" a#:text @mark @mark", 40) + "}"), IsEmpty());
}

TEST(DocumentLimitsTest, CountsFragmentsThatDoubleWithoutOverflow) {
  const std::string doubling = "{...F0}" + Numbered(
                                               "fragment F# on Query {self{...G#} other{...G#}} "
                                               "fragment G# on Query {a:text @mark ...H#} ",
                                               60);
  std::string document = doubling;
  for (std::size_t i = 0; i < 60; ++i) {
    document += "fragment H" + std::to_string(i) + " on Query {...F" + std::to_string(i + 1) + "} ";
  }
  EXPECT_THAT(ErrorsOf(document, {.depth = 0}),
              ElementsAre("Syntax Error: Aliases limit of 15 exceeded, found 1000000000."));
  EXPECT_THAT(ErrorsOf(document, {.aliases = 0, .depth = 0}),
              ElementsAre("Syntax Error: Directives limit of 50 exceeded, found 1000000000."));
  EXPECT_THAT(ErrorsOf(document, {.aliases = 0}),
              ElementsAre("Syntax Error: Query depth limit of 8 exceeded, found 61."));
}

TEST(DocumentLimitsTest, CountsAFragmentWithinItselfAsEmpty) {
  EXPECT_THAT(
      ErrorsOf("{...A} fragment A on Query {a:text self{...A ...B}} fragment B on Query "
               "{b:text ...A}",
               kDefaults),
      ElementsAre(testing::HasSubstr("within itself"), testing::HasSubstr("within itself")));
}

}  // namespace
}  // namespace pipeline::graphql
