#include "services/api/data/display_text.hpp"

#include <gtest/gtest.h>

namespace pipeline::api {
namespace {

TEST(DisplayTextTest, LeavesOutWhatIsNotUtf8OrTooLong) {
  EXPECT_EQ(DisplayText("été 1.xlsx"), "été 1.xlsx");
  EXPECT_EQ(DisplayText("\xC3"), "");
  EXPECT_EQ(DisplayText(std::string(1024, 'a')).size(), 1024U);
  EXPECT_EQ(DisplayText(std::string(1025, 'a')), "");
}

TEST(DisplayTextTest, ChecksEveryTextOfARevision) {
  files::BucketRevision revision;
  revision.filename = "a\xFF.csv";
  revision.upload_id = "u1";
  revision.sender = "\xFF";
  const auto shown = WithDisplayTexts(revision);
  EXPECT_EQ(shown.filename, "");
  EXPECT_EQ(shown.upload_id, "u1");
  EXPECT_EQ(shown.sender, "");
}

}  // namespace
}  // namespace pipeline::api
