#include "common/base/options.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace pipeline::base {
namespace {

using std::chrono::milliseconds;

class OptionsTest : public testing::Test {
 protected:
  ~OptionsTest() override { unsetenv("PIPELINE_TEST_WAIT"); }

  std::optional<int> Parse(std::vector<const char*> arguments) {
    Options options("tool", "Does something.");
    options.Duration("--wait", "PIPELINE_TEST_WAIT", "How long", &wait_);
    options.Size("--size", "PIPELINE_TEST_SIZE", "How much", &size_);
    options.Flag("--create", "PIPELINE_TEST_CREATE", "Whether", &create_);
    options.Choice("--format", "PIPELINE_TEST_FORMAT", "How", {"text", "json"}, &format_);
    options.File("--ca", "PIPELINE_TEST_CA", "Which", &ca_);
    options.Secret("--password", "PIPELINE_TEST_PASSWORD", "What", &password_);
    options.SecretFile(
        "--password-file", "PIPELINE_TEST_PASSWORD_FILE", "Where", &password_file_, &password_);
    options.Count("--replicas", "PIPELINE_TEST_REPLICAS", "How many", 1, 5, &replicas_);
    options.Words("words", "at most one word", 0, 1, &words_);
    arguments.insert(arguments.begin(), "tool");
    testing::internal::CaptureStderr();
    testing::internal::CaptureStdout();
    const auto code = options.Parse(static_cast<int>(arguments.size()), arguments.data());
    error_ = testing::internal::GetCapturedStderr();
    output_ = testing::internal::GetCapturedStdout();
    return code;
  }

  milliseconds wait_{30000};
  std::int64_t size_ = 1024;
  bool create_ = true;
  std::string format_ = "text";
  std::int64_t replicas_ = 1;
  std::vector<std::string> words_;
  std::string ca_;
  std::string password_;
  std::string password_file_;
  std::string error_;
  std::string output_;
};

TEST_F(OptionsTest, KeepsDefaultsWithoutArguments) {
  EXPECT_EQ(Parse({}), std::nullopt);
  EXPECT_EQ(wait_, milliseconds(30000));
  EXPECT_TRUE(create_);
}

TEST_F(OptionsTest, TakesValuesFromFlags) {
  EXPECT_EQ(Parse({"--wait", "5m", "--size=8MiB", "--create=false", "--format", "json"}),
            std::nullopt);
  EXPECT_EQ(wait_, milliseconds(300000));
  EXPECT_EQ(size_, 8 * 1024 * 1024);
  EXPECT_FALSE(create_);
  EXPECT_EQ(format_, "json");
}

TEST_F(OptionsTest, AFlagLeavesTheNextWordAlone) {
  create_ = false;
  EXPECT_EQ(Parse({"--create", "keys"}), std::nullopt);
  EXPECT_TRUE(create_);
  EXPECT_THAT(words_, testing::ElementsAre("keys"));
}

TEST_F(OptionsTest, RefusesAFlagsValueThatIsNoTruthValue) {
  EXPECT_EQ(Parse({"--create=maybe"}), 2);
  EXPECT_THAT(error_, testing::HasSubstr("--create: expected true or false, got \"maybe\""));
}

TEST_F(OptionsTest, RefusesMoreWordsThanItTakes) {
  EXPECT_EQ(Parse({"keys", "more"}), 2);
  EXPECT_THAT(error_, testing::HasSubstr("expected at most one word"));
}

TEST_F(OptionsTest, TakesValuesFromTheEnvironment) {
  setenv("PIPELINE_TEST_WAIT", "2s", 1);
  EXPECT_EQ(Parse({}), std::nullopt);
  EXPECT_EQ(wait_, milliseconds(2000));
}

TEST_F(OptionsTest, PrefersAFlagToTheEnvironment) {
  setenv("PIPELINE_TEST_WAIT", "2s", 1);
  EXPECT_EQ(Parse({"--wait", "3s"}), std::nullopt);
  EXPECT_EQ(wait_, milliseconds(3000));
}

TEST_F(OptionsTest, ReportsEveryProblemAtOnceWithItsSource) {
  setenv("PIPELINE_TEST_WAIT", "soon", 1);
  EXPECT_EQ(Parse({"--size", "big", "--replicas", "9"}), 2);
  EXPECT_THAT(error_, testing::HasSubstr("PIPELINE_TEST_WAIT: expected a duration"));
  EXPECT_THAT(error_, testing::HasSubstr("--size: expected a size"));
  EXPECT_THAT(error_, testing::HasSubstr("--replicas: expected a number from 1 to 5, got \"9\""));
}

TEST_F(OptionsTest, RefusesAnUnknownFlagWithUsageExitCode) {
  EXPECT_EQ(Parse({"--wiat", "5m"}), 2);
  EXPECT_THAT(error_, testing::HasSubstr("--wiat"));
}

TEST_F(OptionsTest, ReadsASecretFromAFileWhichWinsOverTheSecretItself) {
  const std::string path = testing::TempDir() + "options_test." + std::to_string(getpid());
  std::ofstream(path) << "from the file\n";
  EXPECT_EQ(Parse({"--password-file", path.c_str(), "--password", "given"}), std::nullopt);
  EXPECT_EQ(password_, "from the file");
  EXPECT_EQ(password_file_, path);
  std::filesystem::remove(path);
}

TEST_F(OptionsTest, NamesEachFileThatItCannotRead) {
  EXPECT_EQ(Parse({"--ca", "/none/ca.pem", "--password-file", "/none/secret"}), 2);
  EXPECT_THAT(error_, testing::HasSubstr("--ca: cannot read /none/ca.pem: No such file"));
  EXPECT_THAT(error_, testing::HasSubstr("--password-file: cannot read /none/secret: No such"));
}

TEST_F(OptionsTest, HelpNamesVariablesAndDefaults) {
  EXPECT_EQ(Parse({"--help"}), 0);
  EXPECT_THAT(output_, testing::HasSubstr("PIPELINE_TEST_WAIT"));
  EXPECT_THAT(output_, testing::HasSubstr("30s"));
}

TEST_F(OptionsTest, VersionNamesTheProgram) {
  EXPECT_EQ(Parse({"--version"}), 0);
  EXPECT_THAT(output_, testing::StartsWith("tool "));
}

TEST(UnitsTest, RefusesWhatDoesNotFit) {
  EXPECT_EQ(ParseSize("9223372036854775807KiB"), std::nullopt);
  EXPECT_EQ(ParseDuration("9223372036854775807d"), std::nullopt);
  EXPECT_EQ(ParseDuration("-1s"), std::nullopt);
  EXPECT_EQ(ParseDuration("5"), std::nullopt);
}

TEST(UnitsTest, PrintsADurationInItsLargestWholeUnit) {
  EXPECT_EQ(FormatDuration(milliseconds(0)), "0ms");
  EXPECT_EQ(FormatDuration(milliseconds(1500)), "1500ms");
  EXPECT_EQ(FormatDuration(milliseconds(86'400'000)), "1d");
}

}  // namespace
}  // namespace pipeline::base
