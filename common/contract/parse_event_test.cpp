#include "common/contract/parse_event.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

namespace pipeline::contract {
namespace {

std::string ReadData(const std::string& name) {
  std::ifstream file(std::string(PIPELINE_TEST_DATA) + "/" + name);
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_TRUE(file) << name;
  return text.str();
}

std::string Event(const std::string& filename_json) {
  return R"({"state":"DONE","filename":)" + filename_json + R"(,"sheets":[]})";
}

Rejection EventRejection(const std::string& body) {
  const auto event = ReadParseEvent(body);
  EXPECT_FALSE(event) << body.substr(0, 80);
  return event ? Rejection{} : event.error();
}

struct Case {
  std::string body;
  RejectionCode code;
};

void ExpectRejections(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    EXPECT_EQ(ToString(EventRejection(one.body).code), ToString(one.code))
        << one.body.substr(0, 80);
  }
}

TEST(ParseEventTest, ReadsWhatTheWorkerPosts) {
  for (const char* name :
       {"message-0.18.5.json", "message-0.20.3.json", "message-lean-0.20.3.json"}) {
    const std::string body = ReadData(name);
    const auto reference = nlohmann::ordered_json::parse(body);
    const auto event = ReadParseEvent(body);
    ASSERT_TRUE(event) << name << event.error().message;
    EXPECT_EQ(event->filename, "sample-two-sheets.xlsx");
    EXPECT_EQ(event->filename_json, "\"sample-two-sheets.xlsx\"");
    EXPECT_EQ(event->worksheets_json, "2");
    EXPECT_EQ(event->sheet_names_json, R"(["Cas – Cases","Notes"])");
    EXPECT_EQ(event->sheets_json, reference["sheets"].dump());
    EXPECT_EQ(event->sheet_name_jsons.size(), 2U);
    EXPECT_EQ(event->rows,
              reference["sheets"][0]["data"].size() + reference["sheets"][1]["data"].size());
  }
}

TEST(ParseEventTest, TakesMembersInAnyOrderAndSpelling) {
  const auto event = ReadParseEvent(
      R"({"sheets":[{"data":[1,[2],{}],"x":0,"sheetN\u0061me":"A"}],"filename":"\u0061\n","s\u0074ate":"D\u004fNE"})");
  ASSERT_TRUE(event) << event.error().message;
  EXPECT_EQ(event->filename, "a\n");
  EXPECT_EQ(event->rows, 3U);
  EXPECT_EQ(event->sheet_name_jsons, std::vector<std::string_view>{"\"A\""});
}

TEST(ParseEventTest, TakesAWorkbookOfAnyShape) {
  for (const char* workbook : {"null",
                               "7",
                               "[]",
                               "\"x\"",
                               "{}",
                               R"({"Props":null})",
                               R"({"Props":[]})",
                               R"({"Props":{}})",
                               R"({"Props":{"Worksheets":"2","SheetNames":"A"}})",
                               R"({"Props":{"Worksheets":null,"SheetNames":["A",1]}})"}) {
    const std::string body = std::string(R"({"state":"DONE","filename":"f","workbook":)") +
                             workbook + R"(,"sheets":[]})";
    const auto event = ReadParseEvent(body);
    ASSERT_TRUE(event) << workbook << event.error().message;
    EXPECT_EQ(event->worksheets_json, "");
    EXPECT_EQ(event->sheet_names_json, "");
  }
}

TEST(ParseEventTest, DoesNotLookAtTheType) {
  for (const char* type : {"\"ParseEvent\"", "\"other\"", "7"}) {
    EXPECT_TRUE(ReadParseEvent(std::string(R"({"type":)") + type +
                               R"(,"state":"DONE","filename":"f","sheets":[]})"));
  }
}

TEST(ParseEventTest, RefusesWhatIsNoDocument) {
  const std::string deep(100'000, '[');
  ExpectRejections({
      {"", RejectionCode::kEmptyBody},
      {"hello", RejectionCode::kNotJson},
      {R"({"state":"DONE")", RejectionCode::kNotJson},
      {Event("\"f\"") + "x", RejectionCode::kNotJson},
      {R"({"skipped":[01],"state":"DONE","filename":"f","sheets":[]})", RejectionCode::kNotJson},
      {Event("\"\xFF\""), RejectionCode::kInvalidUtf8},
      {Event(R"("\ud800")"), RejectionCode::kLoneSurrogate},
      {R"({"state":"DONE","state":"DONE"})", RejectionCode::kDuplicateKey},
      {R"({"skipped":{"a":1,"\u0061":2},"state":"DONE","filename":"f","sheets":[]})",
       RejectionCode::kDuplicateKey},
      {R"({"x":)" + std::string(128, '[') + std::string(128, ']') + "}", RejectionCode::kTooDeep},
      {deep, RejectionCode::kTooDeep},
      {"[]", RejectionCode::kNotAnObject},
      {"\"DONE\"", RejectionCode::kNotAnObject},
      {"[", RejectionCode::kNotJson},
  });
}

TEST(ParseEventTest, RefusesABreachOfTheContract) {
  ExpectRejections({
      {"{}", RejectionCode::kMissingState},
      {R"({"state":7,"filename":"f","sheets":[]})", RejectionCode::kMissingState},
      {R"({"state":"LOADING"})", RejectionCode::kNotDone},
      {R"({"state":"done","filename":"f","sheets":[]})", RejectionCode::kNotDone},
      {R"({"state":"DONE","sheets":[]})", RejectionCode::kMissingFilename},
      {Event("null"), RejectionCode::kMissingFilename},
      {Event("\"\""), RejectionCode::kEmptyFilename},
      {Event('"' + std::string(10'000, 'n') + '"'), RejectionCode::kFilenameTooLong},
      {R"({"state":"DONE","filename":"f"})", RejectionCode::kMissingSheets},
      {R"({"state":"DONE","filename":"f","sheets":{}})", RejectionCode::kSheetsNotAnArray},
      {R"({"state":"DONE","filename":"f","sheets":null})", RejectionCode::kSheetsNotAnArray},
      {R"({"state":"DONE","filename":"f","sheets":[7]})", RejectionCode::kInvalidSheet},
      {R"({"state":"DONE","filename":"f","sheets":[{"data":[]}]})", RejectionCode::kInvalidSheet},
      {R"({"state":"DONE","filename":"f","sheets":[{"sheetName":"A"}]})",
       RejectionCode::kInvalidSheet},
      {R"({"state":"DONE","filename":"f","sheets":[{"sheetName":1,"data":[]}]})",
       RejectionCode::kInvalidSheet},
      {R"({"state":"DONE","filename":"f","sheets":[{"sheetName":"A","data":{}}]})",
       RejectionCode::kInvalidSheet},
  });
}

TEST(ParseEventTest, AcceptsWhatOnlyLooksBad) {
  for (const char* name : {R"("a/../b")",
                           R"(".x.")",
                           R"("*")",
                           R"(">")",
                           R"(" ")",
                           R"("a\nb")",
                           R"("😀")",
                           R"("a\u0000b")"}) {
    EXPECT_TRUE(ReadParseEvent(Event(name))) << name;
  }
  EXPECT_TRUE(ReadParseEvent(Event('"' + std::string(512, 'n') + '"')));
  EXPECT_TRUE(ReadParseEvent(
      R"({"state":"DONE","filename":"f","sheets":[{"sheetName":"A","data":[["x"],{"__proto__":1e400},12345678901234567890]}]})"));
  EXPECT_TRUE(ReadParseEvent(R"({"x":)" + std::string(127, '[') + std::string(127, ']') +
                             R"(,"state":"DONE","filename":"f","sheets":[]})"));
}

TEST(ParseEventTest, TellsTheFirstBreachOfTheList) {
  EXPECT_EQ(EventRejection(R"({"sheets":7,"filename":"","state":"LOADING"})").code,
            RejectionCode::kNotDone);
  EXPECT_EQ(EventRejection(R"({"sheets":7,"filename":"","state":"DONE"})").code,
            RejectionCode::kEmptyFilename);
  EXPECT_EQ(EventRejection(R"({"state":"LOADING",})").code, RejectionCode::kNotJson);
}

TEST(ParseEventTest, SaysWhere) {
  EXPECT_EQ(
      EventRejection(
          R"({"state":"DONE","filename":"f","sheets":[{"sheetName":"A","data":[]},{"sheetName":"B","data":"secret"}]})")
          .message,
      "sheets[1].data: expected an array, got a string");
  EXPECT_EQ(EventRejection(Event("true")).message, "filename: expected a string, got true");
  EXPECT_EQ(EventRejection(Event('"' + std::string(513, 'n') + '"')).message,
            "filename: expected at most 512 bytes of UTF-8, got 513");
}

}  // namespace
}  // namespace pipeline::contract
