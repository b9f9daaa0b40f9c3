#include "services/api/resolvers/minimal_parse_event.hpp"

#include <gtest/gtest.h>

#include "common/contract/parse_event.hpp"

namespace pipeline::api {
namespace {

constexpr const char* kSheets =
    R"([{"sheetName":"A","data":[{"b":1.0,"a":12345678901234567890}]}])";

TEST(MinimalParseEventTest, WrapsSheetsByteForByte) {
  const auto event = MinimalParseEvent("a \"b\".csv", kSheets);
  ASSERT_TRUE(event) << event.error().message;
  const auto read = contract::ReadParseEvent(*event);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->filename, "a \"b\".csv");
  EXPECT_EQ(read->sheets_json, kSheets);
}

TEST(MinimalParseEventTest, FindsThemInAnObject) {
  const std::string sheets = kSheets;
  const std::string wrapped = MinimalParseEvent("a", kSheets).value();
  EXPECT_EQ(MinimalParseEvent("a", R"({"state":"DONE","sheets":)" + sheets + "}"), wrapped);
  EXPECT_EQ(MinimalParseEvent("a", R"({"filename":"b","metadata":{},"content":)" + sheets + "}"),
            wrapped);
  EXPECT_EQ(MinimalParseEvent("a", R"({"content":1,"sheets":)" + sheets + "}"), wrapped);
}

TEST(MinimalParseEventTest, RefusesOtherShapesWithTheReason) {
  for (const char* content : {"null", "1", "\"text\"", "{}", R"({"rows":[]})"}) {
    const auto event = MinimalParseEvent("a", content);
    ASSERT_FALSE(event) << content;
    EXPECT_EQ(event.error().code, contract::RejectionCode::kMissingSheets);
    EXPECT_NE(event.error().message.find("expected a list of sheets"), std::string::npos);
  }
}

}  // namespace
}  // namespace pipeline::api
