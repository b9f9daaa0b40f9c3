#include "libs/graphql/schema/suggestions.hpp"

#include <gmock/gmock.h>

namespace pipeline::graphql {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(SuggestionsTest, PutsTheNearestFirstAndThenSortsByName) {
  EXPECT_THAT(Suggestions("filename", {"files", "fileName", "filenames", "a", "filenam"}),
              ElementsAre("fileName", "filenam", "filenames", "files"));
  EXPECT_THAT(Suggestions("abc", {"abd", "abb", "abd"}), ElementsAre("abb", "abd"));
}

TEST(SuggestionsTest, LeavesOutWhatIsTooFarAway) {
  EXPECT_THAT(Suggestions("a", {"", "b", "bb", "ab", "abc"}), ElementsAre("", "ab", "b"));
  EXPECT_THAT(Suggestions("filename", {"revision", "file"}), ElementsAre("file"));
  EXPECT_THAT(Suggestions("", {"ab"}), IsEmpty());
}

TEST(SuggestionsTest, GivesNoneForALongInput) {
  const std::string input(257, 'a');
  EXPECT_THAT(Suggestions(input, {input}), IsEmpty());
}

TEST(SuggestionsTest, MakesASentenceOfAtMostFive) {
  EXPECT_EQ(DidYouMean({}), "");
  EXPECT_EQ(DidYouMean({"a"}), " Did you mean \"a\"?");
  EXPECT_EQ(DidYouMean({"a", "b"}, "the enum value"),
            " Did you mean the enum value \"a\" or \"b\"?");
  EXPECT_EQ(DidYouMean({"a", "b", "c", "d", "e", "f"}),
            " Did you mean \"a\", \"b\", \"c\", \"d\", or \"e\"?");
}

}  // namespace
}  // namespace pipeline::graphql
