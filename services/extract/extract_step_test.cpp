#include "services/extract/extract_step.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

namespace pipeline::extract {
namespace {

using nlohmann::ordered_json;

std::string ReadData(const std::string& name) {
  std::ifstream file(std::string(PIPELINE_TEST_DATA) + "/" + name);
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_TRUE(file) << name;
  return text.str();
}

std::string BodyOf(std::string_view raw) {
  const auto output = Extract(raw);
  EXPECT_TRUE(output) << (output ? "" : output.error().message);
  return output ? output->body : "";
}

TEST(ExtractTest, TakesTheSubsetOfAWholeAndALeanMessage) {
  for (const char* name :
       {"message-0.18.5.json", "message-0.20.3.json", "message-lean-0.20.3.json"}) {
    const std::string raw = ReadData(name);
    const auto event = ordered_json::parse(raw);
    const ordered_json expected = {{"filename", event["filename"]},
                                   {"metadata",
                                    {{"Worksheets", event["workbook"]["Props"]["Worksheets"]},
                                     {"SheetNames", event["workbook"]["Props"]["SheetNames"]}}},
                                   {"content", event["sheets"]}};
    const auto output = Extract(raw);
    ASSERT_TRUE(output) << output.error().message;
    EXPECT_EQ(output->body, expected.dump()) << name;
    EXPECT_EQ(output->filename, "sample-two-sheets.xlsx");
    EXPECT_EQ(output->sheets, 2U);
    EXPECT_EQ(output->rows, event["sheets"][0]["data"].size() + event["sheets"][1]["data"].size());
  }
}

TEST(ExtractTest, CarriesEveryByteOfTheSheets) {
  const std::string sheets =
      R"([ {"sheetName" : "A", "data":[ {"n":12345678901234567890, "m":1.0,"x":1e400 ,"t":"\u00e9\/"} ,["a"], null],"more":true}	])";
  EXPECT_EQ(
      BodyOf(R"({"state":"DONE","filename":"\u0066.csv","sheets":)" + sheets + "}"),
      R"({"filename":"\u0066.csv","metadata":{"Worksheets":1,"SheetNames":["A"]},"content":)" +
          sheets + "}");
}

TEST(ExtractTest, TakesFromTheSheetsWhatPropsLack) {
  const std::string rest =
      R"(},"state":"DONE","filename":"f","sheets":[{"sheetName":"A","data":[]},{"sheetName":"B","data":[]}]})";
  const auto metadata = [&](const std::string& props) {
    return ordered_json::parse(BodyOf(R"({"workbook":{"Props":)" + props + rest))["metadata"]
        .dump();
  };
  EXPECT_EQ(metadata("{}"), R"({"Worksheets":2,"SheetNames":["A","B"]})");
  EXPECT_EQ(metadata("null"), R"({"Worksheets":2,"SheetNames":["A","B"]})");
  EXPECT_EQ(metadata(R"({"Worksheets":7})"), R"({"Worksheets":7,"SheetNames":["A","B"]})");
  EXPECT_EQ(metadata(R"({"SheetNames":["X"]})"), R"({"Worksheets":2,"SheetNames":["X"]})");
  EXPECT_EQ(metadata(R"({"SheetNames":[]})"), R"({"Worksheets":2,"SheetNames":[]})");
}

TEST(ExtractTest, TakesAFileWithoutSheets) {
  EXPECT_EQ(BodyOf(R"({"state":"DONE","filename":"f","sheets":[]})"),
            R"({"filename":"f","metadata":{"Worksheets":0,"SheetNames":[]},"content":[]})");
}

TEST(ExtractTest, PassesOnWhyAMessageIsRefused) {
  const auto output = Extract(R"({"state":"LOADING"})");
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().code, contract::RejectionCode::kNotDone);
}

}  // namespace
}  // namespace pipeline::extract
