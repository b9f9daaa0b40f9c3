#include <nlohmann/json.hpp>
#include <sstream>

#include "common/contract/sheet_key.hpp"
#include "tests/support/kv_reader_fixture.hpp"

namespace pipeline::kv_reader {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr const char* kValue = R"({"FILENAME":"été.csv","n":12345678901234567890})";

std::vector<json> Lines(const std::string& output) {
  std::vector<json> lines;
  std::istringstream stream(output);
  for (std::string line; std::getline(stream, line);) lines.push_back(json::parse(line));
  return lines;
}

std::vector<std::string> Values(const std::string& output, const char* name) {
  std::vector<std::string> values;
  for (const json& line : Lines(output)) values.push_back(line.at(name).get<std::string>());
  return values;
}

class KvReaderTest : public KvReaderFixture {};

TEST_F(KvReaderTest, ListsTheLastRevisionOfEachKeyByKey) {
  Put("b.csv", "b.csv", "1");
  Put("a.csv", "a.csv", "2");
  const auto last = Put("b.csv", "b.csv", "12345");
  const Finished keys = Run({"keys"});
  EXPECT_EQ(keys.exit_code, 0);
  EXPECT_THAT(keys.output, StartsWith("a.csv\ta.csv\t2\t20"));
  EXPECT_THAT(keys.output, HasSubstr("\nb.csv\tb.csv\t" + std::to_string(last) + "\t20"));
  EXPECT_THAT(keys.output, ::testing::EndsWith("Z\t5\n"));
  EXPECT_THAT(keys.errors, IsEmpty());
}

TEST_F(KvReaderTest, LeavesDeletedKeysOut) {
  Put("a.csv", "a.csv", "1");
  Put("b.csv", "b.csv", "1");
  Delete("a.csv");
  EXPECT_THAT(Values(Run({"keys", "--json"}).output, "key"), ElementsAre("b.csv"));
}

TEST_F(KvReaderTest, ListsWhatAPatternMatches) {
  Put("a.csv", "a.csv", "1");
  Put("ontario/a.csv", "a.csv", "1", "ontario");
  Put("a.b.csv", "a.b.csv", "1");
  Put("a.xlsx", "a.xlsx", "1");
  EXPECT_THAT(Values(Run({"keys", "*.csv", "--json"}).output, "key"),
              ElementsAre("a.csv", "ontario/a.csv"));
  EXPECT_THAT(Values(Run({"keys", "a.>", "--json"}).output, "key"),
              ElementsAre("a.b.csv", "a.csv", "a.xlsx"));
  const Finished none = Run({"keys", "*.ods"});
  EXPECT_EQ(none.exit_code, 0);
  EXPECT_THAT(none.output, IsEmpty());
}

TEST_F(KvReaderTest, ListsAnEmptyBucketAsNothing) {
  const Finished keys = Run({"keys"});
  EXPECT_EQ(keys.exit_code, 0);
  EXPECT_THAT(keys.output, IsEmpty());
}

TEST_F(KvReaderTest, DescribesKeysAsJson) {
  const auto revision = Put("on/_t_.csv", "été.csv", "12345", "on");
  const auto lines = Lines(Run({"keys", "--json"}).output);
  ASSERT_EQ(lines.size(), 1);
  const json& line = lines.front();
  EXPECT_EQ(line.at("key"), "on/_t_.csv");
  EXPECT_EQ(line.at("filename"), "été.csv");
  EXPECT_EQ(line.at("revision"), revision);
  EXPECT_EQ(line.at("uploadId"), "upload-1");
  EXPECT_EQ(line.at("origin"), "1700000000000000000-1");
  EXPECT_EQ(line.at("sender"), "on");
  EXPECT_EQ(line.at("sheets"), 1);
  EXPECT_EQ(line.at("rows"), 2);
  EXPECT_EQ(line.at("bytes"), 5);
  EXPECT_EQ(line.at("sha256"), base::Sha256Hex("12345"));
}

TEST_F(KvReaderTest, GetsExactlyTheBytesThatAreStored) {
  const std::string value("a\0b\r\n\xFF", 6);
  Put("x.csv", "x.csv", value);
  const Finished got = Run({"get", "x.csv"});
  EXPECT_EQ(got.exit_code, 0);
  EXPECT_EQ(got.output, value);
}

TEST_F(KvReaderTest, GetsALargeValueWhole) {
  std::string value(900'000, 'x');
  for (std::size_t i = 0; i < value.size(); i += 7) value[i] = static_cast<char>('a' + i % 26);
  Put("x.csv", "x.csv", value);
  EXPECT_TRUE(Run({"get", "x.csv"}).output == value);
}

TEST_F(KvReaderTest, GetsAFileByItsNameAndByItsKey) {
  Put(contract::KeyOf("été 1.csv"), "été 1.csv", kValue);
  EXPECT_EQ(Run({"get", "été 1.csv"}).output, kValue);
  EXPECT_EQ(Run({"get", contract::KeyOf("été 1.csv")}).output, kValue);
}

TEST_F(KvReaderTest, GetsTheRightOneOfTwoFilesThatMeetInOneKey) {
  Put("_.csv", "é.csv", "first");
  Put(contract::AlternativeKeyOf("", "à.csv"), "à.csv", "second");
  EXPECT_EQ(Run({"get", "é.csv"}).output, "first");
  EXPECT_EQ(Run({"get", "à.csv"}).output, "second");
  const Finished third = Run({"get", "ù.csv"});
  EXPECT_EQ(third.exit_code, 1);
  EXPECT_THAT(third.output, IsEmpty());
  EXPECT_THAT(third.errors, HasSubstr("looked at the keys _.csv, _.csv-"));
}

TEST_F(KvReaderTest, GetsTheFileOfASender) {
  Put("a.csv", "a.csv", "nobody's");
  Put("ontario/a.csv", "a.csv", "ontario's", "ontario");
  EXPECT_EQ(Run({"get", "a.csv"}).output, "nobody's");
  EXPECT_EQ(Run({"get", "a.csv", "--sender", "ontario"}).output, "ontario's");
  EXPECT_EQ(Run({"get", "ontario/a.csv"}).output, "ontario's");
  EXPECT_EQ(Run({"get", "a.csv", "--sender", "quebec"}).exit_code, 1);
}

TEST_F(KvReaderTest, GetsAnEarlierRevision) {
  const auto first = Put("a.csv", "a.csv", "one");
  Put("a.csv", "a.csv", "two");
  EXPECT_EQ(Run({"get", "a.csv"}).output, "two");
  EXPECT_EQ(Run({"get", "a.csv", "--revision", std::to_string(first)}).output, "one");
}

TEST_F(KvReaderTest, RefusesARevisionOfAnotherKeyOrOfNone) {
  Put("a.csv", "a.csv", "one");
  const auto others = Put("b.csv", "b.csv", "two");
  const Finished other = Run({"get", "a.csv", "--revision", std::to_string(others)});
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_THAT(other.output, IsEmpty());
  EXPECT_THAT(other.errors, HasSubstr("expected one of key a.csv, got one of key b.csv"));
  const Finished none = Run({"get", "a.csv", "--revision", "99"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.errors, HasSubstr("holds no revision 99"));
}

TEST_F(KvReaderTest, TellsThatAKeyIsDeletedAndStillGetsWhatWasThere) {
  const auto first = Put("a.csv", "a.csv", "one");
  Delete("a.csv");
  const Finished got = Run({"get", "a.csv"});
  EXPECT_EQ(got.exit_code, 1);
  EXPECT_THAT(got.errors, HasSubstr("a.csv is deleted"));
  EXPECT_EQ(Run({"get", "a.csv", "--revision", std::to_string(first)}).output, "one");
}

TEST_F(KvReaderTest, ShowsNothingOfAValueThatDoesNotHaveItsHash) {
  PutRaw("a.csv", "changed", {{"Content-Sha256", base::Sha256Hex("original")}});
  const Finished got = Run({"get", "a.csv"});
  EXPECT_EQ(got.exit_code, 1);
  EXPECT_THAT(got.output, IsEmpty());
  EXPECT_THAT(got.errors, HasSubstr("SHA-256"));
}

TEST_F(KvReaderTest, GetsAValueOfAnotherTool) {
  PutRaw("k:colon", "text", {});
  EXPECT_EQ(Run({"get", "k:colon"}).output, "text");
}

TEST_F(KvReaderTest, GetsTheValueInsideItsDescription) {
  Put("a.csv", "a.csv", kValue);
  const Finished got = Run({"get", "a.csv", "--json"});
  EXPECT_EQ(got.exit_code, 0);
  EXPECT_THAT(got.output, HasSubstr(std::string("\"content\":") + kValue + "}\n"));
  EXPECT_EQ(Lines(got.output).at(0).at("uploadId"), "upload-1");
}

TEST_F(KvReaderTest, ShowsTheHistoryWithDeletionsTheOldestFirst) {
  Put("a.csv", "a.csv", "one");
  Put("b.csv", "b.csv", "other");
  Delete("a.csv");
  Put("a.csv", "a.csv", "two");
  const Finished history = Run({"history", "a.csv", "--json"});
  EXPECT_EQ(history.exit_code, 0);
  const auto lines = Lines(history.output);
  ASSERT_EQ(lines.size(), 3);
  EXPECT_EQ(lines[0].at("revision"), 1);
  EXPECT_EQ(lines[1].at("revision"), 3);
  EXPECT_EQ(lines[2].at("revision"), 4);
  EXPECT_EQ(lines[2].at("sha256"), base::Sha256Hex("two"));
  EXPECT_THAT(Values(history.output, "operation"), ElementsAre("PUT", "DEL", "PUT"));
  EXPECT_THAT(Run({"history", "a.csv"}).output,
              HasSubstr("\tupload-3\t1700000000000000000-3\t1\t2\t"));
}

TEST_F(KvReaderTest, SaysThatNothingWasFound) {
  const Finished history = Run({"history", "a b.csv"});
  EXPECT_EQ(history.exit_code, 1);
  EXPECT_THAT(history.output, IsEmpty());
  EXPECT_THAT(history.errors, HasSubstr("no file and no key \"a b.csv\""));
}

TEST_F(KvReaderTest, SaysThatThereIsNoBucket) {
  for (const std::string command : {"get", "history", "keys", "watch"}) {
    const Finished run = Run({command, "a.csv", "--kv-bucket", "another"});
    EXPECT_EQ(run.exit_code, 1) << command;
    EXPECT_THAT(run.errors, HasSubstr("there is no bucket another")) << command;
  }
}

TEST_F(KvReaderTest, SaysThatNatsIsAwayWithoutShowingAPassword) {
  testing::ProcessOptions options = Command({"keys", "--timeout", "300ms"});
  options.env["NATS_URL"] = "nats://user:secret@127.0.0.1:" + std::to_string(server_.port());
  server_.Kill();
  const Finished keys = Finish(options);
  EXPECT_EQ(keys.exit_code, 1);
  EXPECT_THAT(keys.errors,
              HasSubstr("no connection to NATS at nats://127.0.0.1:" +
                        std::to_string(server_.port()) + " within 300ms"));
  EXPECT_THAT(keys.errors, ::testing::Not(HasSubstr("secret")));
}

TEST_F(KvReaderTest, FailsWhereItsOutputCannotBeWritten) {
  Put("a.csv", "a.csv", "one");
  testing::ProcessOptions options = Command({"get", "a.csv"});
  options.argv = {"/bin/sh", "-c", options.argv[0] + " get a.csv > /dev/full"};
  const Finished got = Finish(options);
  EXPECT_EQ(got.exit_code, 1);
  EXPECT_THAT(got.errors, HasSubstr("No space left on device"));
}

TEST_F(KvReaderTest, HasTheUsualOptions) {
  const Finished help = Run({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.output, HasSubstr("watch [PATTERN]"));
  EXPECT_THAT(Run({"--version"}).output, StartsWith("kv-reader "));
  EXPECT_EQ(Run({"keys", "a*.csv"}).exit_code, 2);
}

}  // namespace
}  // namespace pipeline::kv_reader
