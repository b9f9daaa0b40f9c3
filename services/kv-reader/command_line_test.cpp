#include "services/kv-reader/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace pipeline::kv_reader {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class CommandLineTest : public ::testing::Test {
 protected:
  std::optional<int> Parse(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "kv-reader");
    ::testing::internal::CaptureStderr();
    ::testing::internal::CaptureStdout();
    const auto code =
        ParseCommandLine(static_cast<int>(arguments.size()), arguments.data(), &line_);
    output_ = ::testing::internal::GetCapturedStdout();
    errors_ = ::testing::internal::GetCapturedStderr();
    return code;
  }

  CommandLine line_;
  std::string output_;
  std::string errors_;
};

TEST_F(CommandLineTest, ListsAndWatchesEveryKeyByDefault) {
  EXPECT_EQ(Parse({"keys"}), std::nullopt);
  EXPECT_EQ(line_.command, "keys");
  EXPECT_EQ(line_.subject, ">");
  EXPECT_EQ(Parse({"watch"}), std::nullopt);
  EXPECT_EQ(line_.subject, ">");
}

TEST_F(CommandLineTest, TakesANameWithItsOptions) {
  EXPECT_EQ(Parse({"get", "Été 2024.xlsx", "--revision", "12", "--sender", "ontario", "--json"}),
            std::nullopt);
  EXPECT_EQ(line_.subject, "Été 2024.xlsx");
  EXPECT_EQ(line_.revision, 12);
  EXPECT_EQ(line_.sender, "ontario");
  EXPECT_TRUE(line_.json);
}

TEST_F(CommandLineTest, TakesANameThatBeginsWithADash) {
  EXPECT_EQ(Parse({"--", "get", "-x.csv"}), std::nullopt);
  EXPECT_EQ(line_.subject, "-x.csv");
}

TEST_F(CommandLineTest, RefusesAnUnknownCommandAndNamesTheKnown) {
  EXPECT_EQ(Parse({"list"}), 2);
  EXPECT_THAT(errors_, HasSubstr("one of keys, get, history, watch; got \"list\""));
}

TEST_F(CommandLineTest, RefusesNoCommandAndTooManyWords) {
  EXPECT_EQ(Parse({}), 2);
  EXPECT_EQ(Parse({"get", "a", "b"}), 2);
}

TEST_F(CommandLineTest, RefusesToGetNothing) {
  EXPECT_EQ(Parse({"get"}), 2);
  EXPECT_THAT(errors_, HasSubstr("expected a file's name or a key"));
  EXPECT_EQ(Parse({"history", ""}), 2);
}

TEST_F(CommandLineTest, RefusesANameThatIsNotUtf8) {
  EXPECT_EQ(Parse({"get", "\xFF.csv"}), 2);
  EXPECT_THAT(errors_, HasSubstr("UTF-8"));
}

TEST_F(CommandLineTest, RefusesARevisionWhereNoneIsGot) {
  EXPECT_EQ(Parse({"history", "a.csv", "--revision", "3"}), 2);
  EXPECT_THAT(errors_, HasSubstr("together with get"));
}

TEST_F(CommandLineTest, RefusesASenderThatNoSubjectCanHave) {
  EXPECT_EQ(Parse({"get", "a.csv", "--sender", "on tario"}), 2);
  EXPECT_THAT(errors_, HasSubstr("--sender"));
}

TEST_F(CommandLineTest, HelpExplainsCommandsAndPatterns) {
  EXPECT_EQ(Parse({"--help"}), 0);
  EXPECT_THAT(output_, HasSubstr("history NAME_OR_KEY"));
  EXPECT_THAT(output_, HasSubstr("KV_READER_TIMEOUT"));
  EXPECT_THAT(output_, HasSubstr("not a.b.xlsx"));
}

TEST(PatternProblemTest, TakesWildcardsAsWholeTokens) {
  for (const char* pattern : {">", "*", "*.xlsx", "a.>", "*.*", "a_b-c=d/e.xlsx"}) {
    EXPECT_THAT(PatternProblem(pattern), IsEmpty()) << pattern;
  }
}

TEST(PatternProblemTest, RefusesWildcardsInsideTokens) {
  for (const char* pattern : {"ontario/>", "sam*.xlsx", ">.xlsx", "a>", "**"}) {
    EXPECT_THAT(PatternProblem(pattern), HasSubstr("as a whole token")) << pattern;
  }
}

TEST(PatternProblemTest, RefusesWhatNoKeyCanBe) {
  for (const char* pattern : {"", "a..b", ".a", "a.", "a b", "é.csv", "a\n"}) {
    EXPECT_THAT(PatternProblem(pattern), HasSubstr("printable ASCII")) << pattern;
  }
}

}  // namespace
}  // namespace pipeline::kv_reader
