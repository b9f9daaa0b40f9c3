#include "libs/graphql/language/printer.hpp"

#include <gmock/gmock.h>

#include "libs/graphql/language/block_string.hpp"
#include "libs/graphql/language/parser.hpp"

namespace pipeline::graphql {
namespace {

std::string PrintedValue(std::string_view literal) {
  const Source source("{ a(b: " + std::string(literal) + ") }");
  const auto document = Parse(source);
  const auto& query = std::get<ast::OperationDefinition>(document->definitions.at(0).node);
  const auto& field = std::get<ast::Field>(query.selection_set.selections.at(0).node);
  return Print(field.arguments.at(0).value);
}

TEST(PrinterTest, PrintsValuesInOneWay) {
  EXPECT_EQ(PrintedValue("[1,2.50 -3e5,[],{}]"), "[1, 2.50, -3e5, [], {}]");
  EXPECT_EQ(PrintedValue("{a:$b c:null,d:true e:F}"), "{a: $b, c: null, d: true, e: F}");
}

TEST(PrinterTest, EscapesStrings) {
  EXPECT_EQ(PrintedValue(R"("a\"\\\/\b\f\n\r\t")"), R"("a\"\\/\b\f\n\r\t")");
  EXPECT_EQ(PrintedValue(R"("\u0001\u001f\u007f\u0080\u009F\u00a0\u{1F600}")"),
            "\"\\u0001\\u001F\\u007F\\u0080\\u009F\u00a0\U0001F600\"");
}

TEST(PrinterTest, LaysOutBlockStrings) {
  EXPECT_EQ(PrintBlockString("a"), R"("""a""")");
  EXPECT_EQ(PrintBlockString(""), R"("""""")");
  EXPECT_EQ(PrintBlockString("a\nb"), "\"\"\"\na\nb\n\"\"\"");
  EXPECT_EQ(PrintBlockString(" a"), R"(""" a""")");
  EXPECT_EQ(PrintBlockString("a\""), "\"\"\"\na\"\n\"\"\"");
  EXPECT_EQ(PrintBlockString("a\\"), "\"\"\"\na\\\n\"\"\"");
  EXPECT_EQ(PrintBlockString("a\"\"\""), "\"\"\"\na\\\"\"\"\n\"\"\"");
  EXPECT_EQ(PrintBlockString(std::string(71, 'a')), "\"\"\"\n" + std::string(71, 'a') + "\n\"\"\"");
}

TEST(PrinterTest, PrintsTypes) {
  const Source source("query ($a: [[Int!]!]) { a }");
  const auto document = Parse(source);
  const auto& query = std::get<ast::OperationDefinition>(document->definitions.at(0).node);
  EXPECT_EQ(Print(query.variables.at(0).type), "[[Int!]!]");
}

}  // namespace
}  // namespace pipeline::graphql
