#include "common/contract/sheet_message.hpp"

#include <gtest/gtest.h>

#include <string>

#include "common/contract/message_parts.hpp"
#include "common/json/scanner.hpp"

namespace pipeline::contract {
namespace {

std::string_view CodeOfBody(std::string_view body) {
  const auto message = ReadSheetMessage(body);
  return message ? "accepted" : ToString(message.error().code);
}

TEST(SheetMessageTest, SaysWhatIsInIt) {
  const auto message = ReadSheetMessage(
      R"({"filename":"caf\u00e9","metadata":{"Worksheets":2},"content":[{"sheetName":"A","data":[{},{"x":1}]},{"sheetName":"B","data":[7]}]})");
  ASSERT_TRUE(message) << message.error().message;
  EXPECT_EQ(message->filename, "café");
  EXPECT_EQ(message->sheets, 2U);
  EXPECT_EQ(message->rows, 3U);
}

TEST(SheetMessageTest, RefusesABreachOfTheContract) {
  EXPECT_EQ(CodeOfBody("{}"), "missing-filename");
  EXPECT_EQ(CodeOfBody(R"({"filename":"","content":[]})"), "empty-filename");
  EXPECT_EQ(CodeOfBody(R"({"filename":"f"})"), "missing-content");
  EXPECT_EQ(CodeOfBody(R"({"filename":"f","content":{}})"), "sheets-not-an-array");
  EXPECT_EQ(CodeOfBody(R"({"filename":"f","content":[{}]})"), "invalid-sheet");
  EXPECT_EQ(CodeOfBody(R"({"filename":"f","content":[],"x":01})"), "not-json");
  EXPECT_EQ(CodeOfBody("[]"), "not-an-object");
  EXPECT_EQ(CodeOfBody(""), "empty-body");
}

TEST(SheetMessageTest, AcceptsAnythingElseInIt) {
  EXPECT_EQ(CodeOfBody(R"({"metadata":7,"content":[],"more":null,"filename":"f"})"), "accepted");
}

class RowCollector : public RowReader {
 public:
  void StartSheet() override { seen += '|'; }
  void ReadRow(json::Scanner& scanner) override { seen += scanner.ReadValue(); }

  std::string seen;
};

TEST(SheetMessageTest, HandsTheRowsOfEachSheetOver) {
  json::Scanner scanner(
      R"({"content":[{"sheetName":"A","data":[{"a":1},2]},{"data":["x"],"sheetName":"B"}],"filename":"f"})");
  RowCollector rows;
  ASSERT_TRUE(ReadSheetMessage(scanner, rows));
  EXPECT_EQ(rows.seen, "|{\"a\":1}2|\"x\"");
}

}  // namespace
}  // namespace pipeline::contract
