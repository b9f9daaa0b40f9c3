#include "services/uppercase/uppercase_step.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

namespace pipeline::uppercase {
namespace {

using contract::RejectionCode;

std::string Message(const std::string& content) {
  return R"({"filename":"f\u0061.csv","metadata":{"Worksheets":1,"SheetNames":["a"]},"content":)" +
         content + "}";
}

std::string Rows(const std::string& rows) {
  return Message(R"([{"sheetName":"a","data":)" + rows + "}]");
}

std::string BodyOf(const std::string& message) {
  const auto output = Uppercase(message);
  EXPECT_TRUE(output) << (output ? "" : output.error().message);
  return output ? output->body : "";
}

std::string UpperRows(const std::string& rows) {
  const std::string before = Rows("");
  const std::string body = BodyOf(Rows(rows));
  return body.size() < before.size() ? body
                                     : body.substr(before.size() - 3, body.size() - before.size());
}

TEST(UppercaseTest, UpperCasesKeysAndTextsOfRowsAndNothingElse) {
  const std::string message =
      R"( {"filename":"café.xlsx", "extra":{"a":"b"},"metadata":{"Worksheets":2,"SheetNames":["x","y"]},)"
      R"("content":[{"sheetName":"x","data":[ {"Région" : "Côte-Nord","n":1.0 , "ok":true,"no":null}]	,"note":"kept"},)"
      R"({"data":[],"sheetName":"y"}] } )";
  const auto output = Uppercase(message);
  ASSERT_TRUE(output) << output.error().message;
  EXPECT_EQ(
      output->body,
      R"( {"filename":"café.xlsx", "extra":{"a":"b"},"metadata":{"Worksheets":2,"SheetNames":["x","y"]},)"
      R"("content":[{"sheetName":"x","data":[ {"RÉGION" : "CÔTE-NORD","N":1.0 , "OK":true,"NO":null}]	,"note":"kept"},)"
      R"({"data":[],"sheetName":"y"}] } )");
  EXPECT_EQ(output->filename, "café.xlsx");
  EXPECT_EQ(output->sheets, 2U);
  EXPECT_EQ(output->rows, 1U);
}

TEST(UppercaseTest, ExpandsSharpSToTwoLetters) {
  EXPECT_EQ(UpperRows(R"([{"x":"straße"}])"), R"([{"X":"STRASSE"}])");
}

TEST(UppercaseTest, CarriesNumbersDigitByDigit) {
  const std::string rows = R"([{"A":12345678901234567890,"B":1.0,"C":1e400,"D":-0.0E-7}])";
  EXPECT_EQ(UpperRows(rows), rows);
}

TEST(UppercaseTest, LeavesEscapesAloneThatAreNoLetters) {
  EXPECT_EQ(UpperRows(R"([{"a\nb":"c\td\u0000\\n\u00e9"}])"), R"([{"A\nB":"C\tD\u0000\\NÉ"}])");
}

TEST(UppercaseTest, GoesIntoNestedValues) {
  EXPECT_EQ(UpperRows(R"([{"a":{"b":["c",{"d":"e"},[["f"]],1]}}])"),
            R"([{"A":{"B":["C",{"D":"E"},[["F"]],1]}}])");
}

TEST(UppercaseTest, UpperCasesTheTextsOfRowsThatAreNoObjects) {
  EXPECT_EQ(UpperRows(R"([["a",1,{"b":"c","B":1}],"d",null,true,7,[]])"),
            R"([["A",1,{"B":"C","B_1":1}],"D",null,true,7,[]])");
}

TEST(UppercaseTest, TreatsProtoAsAnyColumn) {
  EXPECT_EQ(UpperRows(R"([{"__proto__":"x","constructor":1}])"),
            R"([{"__PROTO__":"X","CONSTRUCTOR":1}])");
}

TEST(UppercaseTest, KeepsBothColumnsThatBecomeOne) {
  EXPECT_EQ(UpperRows(R"([{"a":1,"A":2}])"), R"([{"A":1,"A_1":2}])");
}

TEST(UppercaseTest, DecidesNamesOnceForSparseRows) {
  EXPECT_EQ(UpperRows(R"([{"a":1},{"A":2},{"A":3,"a":4},{"A_1":5},{"a":6,"A_1":7}])"),
            R"([{"A":1},{"A_1":2},{"A_1":3,"A":4},{"A_1_1":5},{"A":6,"A_1_1":7}])");
}

TEST(UppercaseTest, DecidesNamesForEachSheetByItself) {
  EXPECT_EQ(
      BodyOf(Message(
          R"([{"sheetName":"x","data":[{"a":1,"A":2}]},{"sheetName":"y","data":[{"A":1},{"a":2}]}])")),
      Message(
          R"([{"sheetName":"x","data":[{"A":1,"A_1":2}]},{"sheetName":"y","data":[{"A":1},{"A_1":2}]}])"));
}

TEST(UppercaseTest, DecidesNamesOfNestedObjectsForEachByItself) {
  EXPECT_EQ(
      UpperRows(
          R"([{"x":{"a":1,"A":2},"y":{"A":1,"a":{"a":1,"A":{}}}},{"x":{"A":1},"a":{"a":2}}])"),
      R"([{"X":{"A":1,"A_1":2},"Y":{"A":1,"A_1":{"A":1,"A_1":{}}}},{"X":{"A":1},"A":{"A":2}}])");
}

TEST(UppercaseTest, ComparesColumnsDecoded) {
  EXPECT_EQ(UpperRows(R"([{"\u0041":1,"a":2},{"A":3,"\u0061":4},{"stra\u00dfe":5,"STRASSE":6}])"),
            R"([{"\u0041":1,"A_1":2},{"A":3,"A_1":4},{"STRASSE":5,"STRASSE_1":6}])");
}

TEST(UppercaseTest, TakesEmptySheetsRowsAndTexts) {
  EXPECT_EQ(UpperRows("[]"), "[]");
  EXPECT_EQ(UpperRows(R"([{},{"":""}, { } ])"), R"([{},{"":""}, { } ])");
  EXPECT_EQ(BodyOf(Message("[]")), Message("[]"));
}

TEST(UppercaseTest, TakesRowsDownToTheDeepestLevel) {
  const auto nested = [](std::size_t depth) {
    return Rows(std::string(depth, '[') + R"({"a":"b"})" + std::string(depth, ']'));
  };
  EXPECT_TRUE(Uppercase(nested(124)));
  const auto output = Uppercase(nested(125));
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().code, RejectionCode::kTooDeep);
}

TEST(UppercaseTest, GrowsAsMuchAsTheTextsDo) {
  std::string text;
  std::string upper;
  for (int i = 0; i < 100'000; ++i) {
    text += "ΐ";
    upper += "\u0399\u0308\u0301";
  }
  EXPECT_TRUE(UpperRows(R"([{"a":")" + text + R"("}])") == R"([{"A":")" + upper + R"("}])");
}

TEST(UppercaseTest, RefusesWhatIsNoExtractedMessage) {
  const auto code = [](const std::string& message) {
    const auto output = Uppercase(message);
    return output ? "accepted" : ToString(output.error().code);
  };
  EXPECT_EQ(code(""), "empty-body");
  EXPECT_EQ(code("{"), "not-json");
  EXPECT_EQ(code(Rows(R"([{"a":"b)")), "not-json");
  EXPECT_EQ(code(Rows(R"([{"a":"\udc00"}])")), "lone-surrogate");
  EXPECT_EQ(code(Rows(R"([{"a":1,"\u0061":2}])")), "duplicate-key");
  EXPECT_EQ(code(R"({"filename":"f"})"), "missing-content");
  EXPECT_EQ(code(R"({"filename":"f","content":[{"sheetName":"a","data":{"b":"c"}}]})"),
            "invalid-sheet");
}

std::string ReadData(const std::string& name) {
  std::ifstream file(std::string(PIPELINE_TEST_DATA) + "/" + name);
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_TRUE(file) << name;
  return text.str();
}

TEST(UppercaseTest, UpperCasesTheSampleOfTheRealWorker) {
  const auto event = nlohmann::ordered_json::parse(ReadData("message-0.18.5.json"));
  const std::string body = BodyOf(Message(event["sheets"].dump()));
  const auto row = nlohmann::ordered_json::parse(body)["content"][0]["data"][0];
  EXPECT_EQ(row.dump(),
            R"({"PROVINCE":"ONTARIO","REGION / RÉGION":"EST","CASES":1204,"RATE PER 100K":8.25,)"
            R"("REPORT DATE":44941,"CONFIRMED":true,"NOTES":"ÉTÉ – CAFÉ"})");
}

}  // namespace
}  // namespace pipeline::uppercase
