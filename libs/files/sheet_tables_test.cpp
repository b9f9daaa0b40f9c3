#include "libs/files/sheet_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pipeline::files {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<SheetTable> Read(std::string_view body) {
  auto tables = ReadSheetTables(body);
  EXPECT_TRUE(tables) << tables.error().message;
  return tables ? std::move(*tables) : std::vector<SheetTable>();
}

TEST(SheetTablesTest, HasColumnsInOrderOfFirstAppearanceOverAllRows) {
  constexpr std::string_view kBody =
      R"({"content":[{"sheetName":"\u0041","data":[{"b":1,"a":2},{"c":3,"\u0061":4}]}]})";
  const auto tables = Read(kBody);
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(tables[0].name, "A");
  EXPECT_THAT(tables[0].columns, ElementsAre("b", "a", "c"));
  EXPECT_THAT(CellsOf(tables[0].rows[0], tables[0].columns), ElementsAre("1", "2", "null"));
  EXPECT_THAT(CellsOf(tables[0].rows[1], tables[0].columns), ElementsAre("null", "4", "3"));
}

TEST(SheetTablesTest, KeepsValuesDigitByDigit) {
  constexpr std::string_view kBody =
      R"({"content":[{"sheetName":"A","data":[{"a":12345678901234567890,"b":1.0,"c":1e400,)"
      R"("d":"\u00e9","e":{"x":[1, 2]},"f":null}]}]})";
  const auto tables = Read(kBody);
  EXPECT_THAT(
      CellsOf(tables[0].rows[0], tables[0].columns),
      ElementsAre(
          "12345678901234567890", "1.0", "1e400", R"("\u00e9")", R"({"x":[1, 2]})", "null"));
}

TEST(SheetTablesTest, EverySheetHasItsOwnColumns) {
  const auto tables =
      Read(R"({"content":[{"sheetName":"A","data":[{"a":1,"b":2}]},)"
           R"({"data":[{"b":3},{"a":4}],"sheetName":"B"},{"sheetName":"C","data":[]}]})");
  ASSERT_EQ(tables.size(), 3U);
  EXPECT_THAT(tables[1].columns, ElementsAre("b", "a"));
  EXPECT_THAT(tables[1].rows, ElementsAre(R"({"b":3})", R"({"a":4})"));
  EXPECT_THAT(tables[2].columns, IsEmpty());
}

TEST(SheetTablesTest, KeepsRowsThatAreNoObjects) {
  const auto tables = Read(R"({"content":[{"sheetName":"A","data":[[1, 2],7,{"a":1}]}]})");
  EXPECT_THAT(tables[0].rows, ElementsAre("[1, 2]", "7", R"({"a":1})"));
  EXPECT_THAT(tables[0].columns, ElementsAre("a"));
}

TEST(SheetTablesTest, RefusesWhatIsNoMessage) {
  EXPECT_THAT(Read("{}"), IsEmpty());
  for (const char* body : {"", "[]", "not json", R"({"content":{}})", R"({"content":[1]})"}) {
    EXPECT_FALSE(ReadSheetTables(body)) << body;
  }
}

}  // namespace
}  // namespace pipeline::files
