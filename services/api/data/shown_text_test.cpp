#include "services/api/data/shown_text.hpp"

#include <gtest/gtest.h>

namespace pipeline::api {
namespace {

TEST(ShownTextTest, LeavesOutWhatIsNotUtf8OrTooLong) {
  EXPECT_EQ(ShownText("été 1.xlsx"), "été 1.xlsx");
  EXPECT_EQ(ShownText("\xC3"), "");
  EXPECT_EQ(ShownText(std::string(1024, 'a')).size(), 1024U);
  EXPECT_EQ(ShownText(std::string(1025, 'a')), "");
}

TEST(ShownTextTest, ChecksEveryTextOfARevision) {
  files::BucketRevision revision;
  revision.filename = "a\xFF.csv";
  revision.upload_id = "u1";
  revision.sender = "\xFF";
  const auto shown = WithShownTexts(revision);
  EXPECT_EQ(shown.filename, "");
  EXPECT_EQ(shown.upload_id, "u1");
  EXPECT_EQ(shown.sender, "");
}

}  // namespace
}  // namespace pipeline::api
