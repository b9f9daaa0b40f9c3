#include <gmock/gmock.h>

#include "tests/support/graphql_validation.hpp"

namespace pipeline::graphql {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kAborted = "Validation aborted.";

// Documents that are made to be dear. Each takes milliseconds; a test that is not over after the
// minute that ctest gives it has failed.

// Fragments F0, F1 ... that each spread the next, the last with other fields.
std::string Chain(std::size_t length,
                  const std::string& fields,
                  const std::string& last,
                  const std::string& type = "Query") {
  std::string fragments;
  for (std::size_t i = 0; i < length; ++i) {
    fragments += " fragment F" + std::to_string(i) + " on " + type + " {" +
                 (i + 1 < length ? fields + "...F" + std::to_string(i + 1) : last) + "}";
  }
  return fragments;
}

TEST(HostileDocumentsTest, FragmentsThatDouble) {
  std::string document = "{...F0}";
  for (std::size_t i = 0; i < 60; ++i) {
    const std::string next = "...F" + std::to_string(i + 1) + " ";
    document += " fragment F" + std::to_string(i) + " on Query {" + next + next + "}";
  }
  EXPECT_THAT(ErrorsOf(document + " fragment F60 on Query {text}"), IsEmpty());
}

TEST(HostileDocumentsTest, LongChainsOfFragments) {
  EXPECT_THAT(ErrorsOf("{...F0}" + Chain(3000, "", "text")), IsEmpty());
  EXPECT_THAT(ErrorsOf("{text ...F0}" + Chain(10'000, "", "text")), IsEmpty());
  EXPECT_THAT(ErrorsOf("{...F0}" + Chain(60'000, "", "text")), ElementsAre(kAborted));
  EXPECT_THAT(ErrorsOf("{...F0}" + Chain(3000, "text ", "text")), ElementsAre(kAborted));
}

TEST(HostileDocumentsTest, LongChainsOfIntrospection) {
  std::string fragments = Chain(3000, "", "__schema{types{fields{type{fields{type{name}}}}}}");
  EXPECT_THAT(ErrorsOf("{...F0}" + fragments), IsEmpty());
  fragments = Chain(3000, "", "interfaces{interfaces{interfaces{name}}}", "__Type");
  EXPECT_THAT(ErrorsOf("{__type(name:\"a\"){...F0}}" + fragments),
              ElementsAre("Maximum introspection depth exceeded (1:2)"));
}

TEST(HostileDocumentsTest, CyclesOfManyFragments) {
  std::string document = "{...F0}";
  constexpr std::size_t kLength = 1000;
  for (std::size_t i = 0; i < kLength; ++i) {
    document += " fragment F" + std::to_string(i) + " on Query {...F" +
                std::to_string((i + 1) % kLength) + " ...F" + std::to_string(i / 2) + "}";
  }
  EXPECT_THAT(ErrorsOf(document), SizeIs(101));
}

TEST(HostileDocumentsTest, TheSameFieldManyTimes) {
  EXPECT_THAT(ErrorsOf("{" + Repeat("text ", 707) + "}"), IsEmpty());
  EXPECT_THAT(ErrorsOf("{" + Repeat("text ", 708) + "}"), ElementsAre(kAborted));
  EXPECT_THAT(ErrorsOf("{" + Repeat("text ", 5000) + "}"), ElementsAre(kAborted));
  EXPECT_THAT(ErrorsOf("{" + Repeat("self{text} ", 5000) + "}"), ElementsAre(kAborted));
  EXPECT_THAT(ErrorsOf("{" + Numbered("a:text(size:#) ", 5000) + "}"), ElementsAre(kAborted));
  EXPECT_THAT(ErrorsOf("{" + Numbered("a:text(size:#) ", 400) + "}"), SizeIs(101));
}

TEST(HostileDocumentsTest, FieldsThatNestThroughFragments) {
  std::string document = "{a:self{...A0} a:self{...B0}}";
  for (std::size_t i = 0; i < 3000; ++i) {
    const std::string number = std::to_string(i);
    const std::string next = std::to_string(i + 1);
    document += " fragment A" + number + " on Query {self{...A" + next + "}}";
    document += " fragment B" + number + " on Query {self{...B" + next + "}}";
  }
  document += " fragment A3000 on Query {text} fragment B3000 on Query {text}";
  EXPECT_THAT(ErrorsOf(document), ElementsAre(kAborted));
  EXPECT_THAT(
      ErrorsOf("{...A ...B} fragment A on Query {self{...B self{...A}}} fragment B on Query "
               "{self{...A self{...B self{...B}}}}"),
      SizeIs(testing::Ge(2U)));
}

TEST(HostileDocumentsTest, ManyFragmentsSpreadTogether) {
  const std::string spreads = Numbered("...F# ", 1500);
  EXPECT_THAT(ErrorsOf("{" + spreads + "}" + Numbered(" fragment F# on Query {text}", 1500)),
              ElementsAre(kAborted));
}

TEST(HostileDocumentsTest, ManyOperationsOfOneFragment) {
  EXPECT_THAT(ErrorsOf(Numbered("query Q#{...F} ", 2000) + "fragment F on Query {" +
                       Numbered("a#:text(size:$v) ", 600) + "}"),
              SizeIs(101));
}

TEST(HostileDocumentsTest, ManyErrors) {
  EXPECT_THAT(ErrorsOf("{" + Numbered("unknown# ", 10'000) + "}"), SizeIs(101));
  EXPECT_THAT(ErrorsOf("query (" + Numbered("$a#:Int ", 25'000) + "){text}"), SizeIs(101));
  EXPECT_THAT(ErrorsOf("query (" + Numbered("$a:T# ", 20'000) + "){text}"), SizeIs(101));
  EXPECT_THAT(ErrorsOf("{text" + Numbered(" @d#", 20'000) + "}"), SizeIs(101));
  EXPECT_THAT(ErrorsOf("{text(" + Numbered("a#:1 ", 20'000) + ")}"), SizeIs(101));
}

TEST(HostileDocumentsTest, ManyDefinitionsOfTypes) {
  EXPECT_THAT(ErrorsOf("{unknown} " + Numbered("type T#{a:U#} ", 10'000)),
              ElementsAre("The \"T0\" definition is not executable. (1:11)"));
}

TEST(HostileDocumentsTest, ManyRightThings) {
  EXPECT_THAT(ErrorsOf("{" + Numbered("a#:text(size:#) ", 20'000) + "}"), IsEmpty());
  EXPECT_THAT(ErrorsOf("{text" + Repeat(" @mark", 20'000) + "}"), IsEmpty());
  EXPECT_THAT(ErrorsOf(Numbered("query Q#{text} ", 10'000)), IsEmpty());
  EXPECT_THAT(ErrorsOf("{" + Repeat("... on Query{", 190) + "text" + Repeat("}", 190) + "}"),
              IsEmpty());
}

TEST(HostileDocumentsTest, LongNamesAndValues) {
  const std::string megabyte(1'000'000, 'n');
  EXPECT_THAT(ErrorsOf("{" + megabyte + "}"), ElementsAre(testing::SizeIs(testing::Lt(400U))));
  EXPECT_THAT(ErrorsOf("{text(size:\"" + megabyte + "\")}"),
              ElementsAre(testing::SizeIs(testing::Lt(400U))));
  EXPECT_THAT(ErrorsOf("mutation{draw(shape:{sides:1 color:\"" + megabyte + "\"})}"),
              ElementsAre(testing::SizeIs(testing::Lt(400U))));
}

}  // namespace
}  // namespace pipeline::graphql
