#include <gmock/gmock.h>

#include "tests/support/graphql_validation.hpp"

namespace pipeline::graphql {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// The rules are held against graphql-js in tests/graphql: here is what it has no part in.

TEST(ValidateTest, AcceptsValidDocuments) {
  EXPECT_THAT(ErrorsOf("{ text(like: \"a\") self { ...F } } fragment F on Query { text }"),
              IsEmpty());
}

TEST(ValidateTest, ReportsInTheOrderOfTheDocumentAndThenOfTheRules) {
  EXPECT_THAT(
      ErrorsOf("query ($a: Int) {\n  txt\n  self\n}\nfragment F on Quer { text }"),
      ElementsAre("Cannot query field \"txt\" on type \"Query\". Did you mean \"text\"? (2:3)",
                  "Field \"self\" of type \"Query\" must have a selection of subfields. Did you "
                  "mean \"self { ... }\"? (3:3)",
                  "Variable \"$a\" is never used. (1:8)",
                  "Unknown type \"Quer\". Did you mean \"Query\"? (5:15)",
                  "Fragment \"F\" is never used. (5:1)"));
}

TEST(ValidateTest, CountsColumnsInUtf16AndLinesByAnyEnd) {
  EXPECT_THAT(ErrorsOf("{ text(like: \"\u00e9\U0001f600\") a\r\nb\rc\nd }"),
              ElementsAre(testing::EndsWith("(1:21)"),
                          testing::EndsWith("(2:1)"),
                          testing::EndsWith("(3:1)"),
                          testing::EndsWith("(4:1)")));
}

TEST(ValidateTest, TellsNoNamesOfTheSchemaWithoutSuggestions) {
  ValidationLimits limits = kNoDocumentLimits;
  limits.suggestions = false;
  EXPECT_THAT(ErrorsOf("{ txt text(lik: 1) @mark(txt: 1) ... on Quer { a: text } }", limits),
              ElementsAre("Cannot query field \"txt\" on type \"Query\". (1:3)",
                          "Unknown argument \"lik\" on field \"Query.text\". (1:12)",
                          "Unknown argument \"txt\" on directive \"@mark\". (1:26)",
                          "Unknown type \"Quer\". (1:41)"));
  EXPECT_THAT(ErrorsOf("mutation { draw(shape: {colr: 1, sides: 1, color: REED}) }", limits),
              ElementsAre("Field \"colr\" is not defined by type \"Shape\". (1:25)",
                          "Value \"REED\" does not exist in \"Color\" enum. (1:51)"));
}

TEST(ValidateTest, StopsAtTheLimitOfErrors) {
  ValidationLimits limits = kNoDocumentLimits;
  limits.errors = 2;
  EXPECT_THAT(ErrorsOf("{ a b }", limits), SizeIs(2));
  EXPECT_THAT(ErrorsOf("{ a b c d }", limits),
              ElementsAre("Cannot query field \"a\" on type \"Query\". (1:3)",
                          "Cannot query field \"b\" on type \"Query\". (1:5)",
                          "Too many validation errors, error limit reached. Validation aborted."));
  limits.errors = 0;
  EXPECT_THAT(ErrorsOf("{ " + Numbered("a# ", 150) + "}", limits), SizeIs(150));
}

TEST(ValidateTest, ClipsNamesAndValuesInMessages) {
  const std::string name(1000, 'n');
  const std::string clipped = std::string(256, 'n') + "...";
  EXPECT_THAT(ErrorsOf("{ " + name + " }"),
              ElementsAre("Cannot query field \"" + clipped + "\" on type \"Query\". (1:3)"));
  for (const std::string& document :
       {"{ x: " + name + " x: y" + name + " }",
        "query " + name + " { text } query " + name + " { text }",
        "query ($" + name + ": " + name + ", $" + name + ": Int) { text }",
        "{ ..." + name + " } fragment " + name + "s on " + name + " { text }",
        "fragment " + name + " on Query { ..." + name + " ...b" + name + " } { ..." + name + " }",
        "{ text(" + name + ": 1, " + name + ": 2) @" + name + " @mark(" + name + ": 1) }",
        "{ text(size: {" + name + ": [\"" + name + "\"]}, like: " + name + ") }",
        "mutation { draw(shape: {" + name + ": 1, sides: \"" + name + "\", color: " + name + "}) }",
        "query ($" + name + ": String) { text(size: $" + name + ") }",
        "type " + name + " { a: " + name + "s }"}) {
    const std::vector<std::string> errors = ErrorsOf(document);
    EXPECT_THAT(errors, testing::Not(IsEmpty()));
    for (const std::string& error : errors) {
      EXPECT_LT(error.size(), 1000U) << error;
    }
  }
}

TEST(ValidateTest, RefusesDefinitionsThatAreNotExecutable) {
  EXPECT_THAT(ErrorsOf("schema { query: Q } {text}"),
              ElementsAre("The schema definition is not executable. (1:1)"));
  EXPECT_THAT(ErrorsOf("{text} directive @a on FIELD"),
              ElementsAre("The \"a\" definition is not executable. (1:8)"));
  EXPECT_THAT(ErrorsOf("{text} extend type Query { a: Int }"),
              ElementsAre("The \"Query\" definition is not executable. (1:8)"));
}

}  // namespace
}  // namespace pipeline::graphql
