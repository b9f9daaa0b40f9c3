#include "common/json/scanner.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace pipeline::json {
namespace {

JsonError ErrorOf(std::string_view bytes) {
  Scanner scanner(bytes);
  scanner.SkipValue();
  EXPECT_FALSE(scanner.Finish()) << bytes.substr(0, 60);
  return scanner.Ok() ? JsonError{} : scanner.TakeError();
}

bool Scans(std::string_view bytes) {
  Scanner scanner(bytes);
  scanner.SkipValue();
  return scanner.Finish();
}

std::string Repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

std::string Nested(std::size_t depth) { return Repeat("[", depth) + Repeat("]", depth); }

TEST(ScannerTest, WalksMembersAndElementsInOrder) {
  Scanner scanner(R"( { "a" : [ 1 , "x" ] , "b" : { } , "c" : null } )");
  Key key;
  std::vector<std::string> seen;
  for (scanner.EnterObject(); scanner.NextMember(key);) {
    seen.emplace_back(key.content);
    if (scanner.Peek() == Kind::kArray) {
      for (scanner.EnterArray(); scanner.NextElement();) {
        seen.emplace_back(scanner.ReadValue());
      }
    } else {
      seen.emplace_back(scanner.ReadValue());
    }
  }
  EXPECT_TRUE(scanner.Finish());
  EXPECT_EQ(seen, (std::vector<std::string>{"a", "1", "\"x\"", "b", "{ }", "c", "null"}));
}

TEST(ScannerTest, ReadsTheContentOfAStringAsItCame) {
  Scanner scanner(R"("a\nb\u00e9")");
  EXPECT_EQ(scanner.ReadString(), R"(a\nb\u00e9)");
  EXPECT_TRUE(scanner.Finish());
}

TEST(ScannerTest, RefusesToReadAStringThatIsNone) {
  Scanner scanner("17");
  EXPECT_EQ(scanner.ReadString(), "");
  ASSERT_FALSE(scanner.Finish());
  EXPECT_EQ(scanner.TakeError().message, "at byte 0: expected a string, got byte 0x31");
}

TEST(ScannerTest, SaysThatNothingCame) {
  EXPECT_EQ(ErrorOf("").code, JsonErrorCode::kEmpty);
  EXPECT_EQ(ErrorOf("  ").code, JsonErrorCode::kNotJson);
}

TEST(ScannerTest, SaysWhereAndWhatWasExpected) {
  EXPECT_EQ(ErrorOf(R"({"a"})").message, "at byte 4: expected ':', got '}'");
  EXPECT_EQ(ErrorOf(R"({"a":1,})").message, "at byte 7: expected a key, got '}'");
  EXPECT_EQ(ErrorOf(R"({"a":1)").message,
            "at byte 6: expected ',' or '}', got the end of the document");
  EXPECT_EQ(ErrorOf("[1 2]").message, "at byte 3: expected ',' or ']', got byte 0x32");
  EXPECT_EQ(ErrorOf("[1.]").message, "at byte 3: expected a digit, got ']'");
  EXPECT_EQ(ErrorOf("{} {}").message, "at byte 3: expected the end of the document, got '{'");
  EXPECT_EQ(ErrorOf("tru").message, "at byte 0: expected true, got byte 0x74");
  EXPECT_EQ(ErrorOf("\"a\x01\"").message,
            "at byte 2: expected control characters in strings escaped, got byte 0x01");
}

TEST(ScannerTest, KeepsTheFirstFailure) {
  Scanner scanner("[01, tru]");
  for (scanner.EnterArray(); scanner.NextElement();) {
    scanner.SkipValue();
  }
  scanner.EnterObject();
  Key key;
  EXPECT_FALSE(scanner.NextMember(key));
  EXPECT_EQ(scanner.ReadValue(), "");
  ASSERT_FALSE(scanner.Finish());
  EXPECT_EQ(scanner.TakeError().message, "at byte 2: expected ',' or ']', got byte 0x31");
}

TEST(ScannerTest, StopsWithinAnObjectThatFailedInside) {
  Scanner scanner(R"({"a":{"b":{"c":tru}},"d":1})");
  Key key;
  std::size_t members = 0;
  for (scanner.EnterObject(); scanner.NextMember(key); ++members) {
    scanner.SkipValue();
  }
  EXPECT_EQ(members, 1U);
  EXPECT_FALSE(scanner.Finish());
}

TEST(ScannerTest, FindsInvalidUtf8BeforeAnythingElse) {
  const JsonError error = ErrorOf("{tru \"\xC3\"}");
  EXPECT_EQ(error.code, JsonErrorCode::kInvalidUtf8);
  EXPECT_EQ(error.offset, 6U);
  EXPECT_EQ(error.message, "at byte 6: expected UTF-8, got byte 0xC3");
}

TEST(ScannerTest, RefusesLoneSurrogatesAlsoEscaped) {
  for (const char* text : {R"("\ud800")",
                           R"("\udc00")",
                           R"("\ud800\u0041")",
                           R"("\ud800x")",
                           R"("\udc00\ud800")",
                           R"("\ud800\ud800\udc00")",
                           R"({"\uDFFF":1})"}) {
    EXPECT_EQ(ErrorOf(text).code, JsonErrorCode::kLoneSurrogate) << text;
  }
  EXPECT_EQ(ErrorOf("\"\xED\xA0\x80\"").code, JsonErrorCode::kInvalidUtf8);
  EXPECT_TRUE(Scans(R"("\ud83d\ude00")"));
}

TEST(ScannerTest, RefusesDuplicateKeysAtEveryLevelComparedDecoded) {
  for (const char* text : {R"({"a":1,"a":2})",
                           R"({"a":1,"\u0061":2})",
                           R"({"\u0061":1,"a":2})",
                           R"({"\u0061":1,"\u0061":2})",
                           R"({"\n":1,"\u000A":2})",
                           R"([{"x":{"b":1,"c":2,"b":3}}])",
                           R"({"":1,"":2})",
                           R"({"a":{"a":1},"a":2})"}) {
    EXPECT_EQ(ErrorOf(text).code, JsonErrorCode::kDuplicateKey) << text;
  }
}

TEST(ScannerTest, FindsDuplicateKeysInRowsThatWereGuessed) {
  const std::string row =
      R"({"Province":1,"Cases, confirmed":2,"Notes and remarks of the region":3})";
  const std::string twice =
      R"({"Province":1,"Cases, confirmed":2,"Notes and remarks of the region":3,"Province":4})";
  EXPECT_TRUE(Scans("[" + row + "," + row + "," + row + "]"));
  EXPECT_EQ(ErrorOf("[" + row + "," + row + "," + twice + "]").code, JsonErrorCode::kDuplicateKey);
}

TEST(ScannerTest, TellsKeysApartThatLookAlike) {
  EXPECT_TRUE(
      Scans(R"([{"a\\b":1,"a\b":2,"ab":3,"a\\\\b":4},{"a\b":1,"a\\b":2},{"a\"b":1,"a":2}])"));
  EXPECT_TRUE(Scans(R"([{"ab":1,"a":2,"abc":3},{"a":1,"abc":2,"ab":3},{"abc":1}])"));
}

TEST(ScannerTest, DoesNotTakeTheStartOfALongerKeyForAKnownOne) {
  EXPECT_EQ(ErrorOf("[{\"abc\":1},{\"abc").code, JsonErrorCode::kNotJson);
  EXPECT_EQ(ErrorOf("[{\"a\\u0022b\":1},{\"a\"b\":1}          ]").code, JsonErrorCode::kNotJson);
}

TEST(ScannerTest, BoundsTheDepthWithoutUsingUpTheStack) {
  EXPECT_TRUE(Scans(Nested(kMaxDepth)));
  EXPECT_EQ(ErrorOf(Nested(kMaxDepth + 1)).code, JsonErrorCode::kTooDeep);
  EXPECT_EQ(ErrorOf(Nested(100'000)).code, JsonErrorCode::kTooDeep);
  EXPECT_EQ(ErrorOf(Repeat(R"({"a":)", 100'000)).code, JsonErrorCode::kTooDeep);
}

TEST(ScannerTest, CarriesNumbersOfAnyLength) {
  for (const std::string& number : {std::string("12345678901234567890"),
                                    std::string("1e400"),
                                    std::string("-0.0E-999999999999"),
                                    Repeat("9", 100'000),
                                    "0." + Repeat("1", 100'000)}) {
    Scanner scanner(number);
    EXPECT_EQ(scanner.ReadValue(), number);
    EXPECT_TRUE(scanner.Finish());
  }
}

// Very many different keys of one object, then the same again in another order: time that grew with
// the square would take more minutes than ctest gives.
TEST(ScannerTest, TakesAQuarterOfAMillionKeysOfOneObject) {
  std::string text = "[{";
  for (int i = 0; i < 250'000; ++i) {
    text.append(i == 0 ? "\"k" : ",\"k").append(std::to_string(i)).append("\":0");
  }
  text += "},{";
  for (int i = 249'999; i >= 0; --i) {
    text.append("\"k").append(std::to_string(i)).append(i == 0 ? "\":0" : "\":0,");
  }
  EXPECT_TRUE(Scans(text + "}]"));
  EXPECT_EQ(ErrorOf(text + ",\"k125000\":0}]").code, JsonErrorCode::kDuplicateKey);
}

}  // namespace
}  // namespace pipeline::json
