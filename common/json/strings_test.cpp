#include "common/json/strings.hpp"

#include <gtest/gtest.h>

namespace pipeline::json {
namespace {

using Status = Escape::Status;

TEST(StringsTest, DecodesEveryEscape) {
  EXPECT_EQ(DecodeString(R"(\"\\\/\b\f\n\r\t)"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(DecodeString(R"(a\u0041\u00e9\u20AC\ud83d\ude00z)"), "aAé€😀z");
  EXPECT_EQ(DecodeString(R"(\u0000)"), std::string(1, '\0'));
  EXPECT_EQ(DecodeString("plain é"), "plain é");
}

TEST(StringsTest, ReadsASurrogatePairAsOneEscape) {
  const Escape escape = ReadEscape(R"(\ud801\udc28rest)");
  EXPECT_EQ(escape.status, Status::kOk);
  EXPECT_EQ(escape.code_point, U'\U00010428');
  EXPECT_EQ(escape.size, 12U);
}

TEST(StringsTest, TellsLoneSurrogatesFromMalformedEscapes) {
  EXPECT_EQ(ReadEscape(R"(\ud801)").status, Status::kLoneSurrogate);
  EXPECT_EQ(ReadEscape(R"(\ud801\u00)").status, Status::kLoneSurrogate);
  EXPECT_EQ(ReadEscape(R"(\udc28\ud801)").status, Status::kLoneSurrogate);
  EXPECT_EQ(ReadEscape(R"(\u12)").status, Status::kMalformed);
  EXPECT_EQ(ReadEscape(R"(\x41)").status, Status::kMalformed);
  EXPECT_EQ(ReadEscape("\\").status, Status::kMalformed);
}

}  // namespace
}  // namespace pipeline::json
