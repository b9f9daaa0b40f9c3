#include "services/kv-reader/output.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <memory>
#include <nlohmann/json.hpp>

namespace pipeline::kv_reader {
namespace {

using files::BucketRevision;
using files::Operation;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

TEST(OutputTest, WritesBytesAsTheyAre) {
  const File file(std::tmpfile(), std::fclose);
  Output output(file.get());
  output.Write(std::string_view("a\0\r\n", 4));
  ASSERT_TRUE(output.Flush());
  ASSERT_EQ(std::fseek(file.get(), 0, SEEK_SET), 0);
  std::array<char, 8> read{};
  ASSERT_EQ(std::fread(read.data(), 1, read.size(), file.get()), 4);
  EXPECT_EQ(std::string_view(read.data(), 4), std::string_view("a\0\r\n", 4));
  EXPECT_FALSE(output.IsTerminal());
}

TEST(OutputTest, TellsThatADiskIsFull) {
  const File file(std::fopen("/dev/full", "w"), std::fclose);
  Output output(file.get());
  output.Write("text");
  const auto flushed = output.Flush();
  ASSERT_FALSE(flushed);
  EXPECT_THAT(flushed.error().message, HasSubstr("No space left on device"));
}

TEST(OutputTest, KeepsTheFirstFailureOfALargeOutput) {
  const File file(std::fopen("/dev/full", "w"), std::fclose);
  Output output(file.get());
  output.Write(std::string(1'000'000, 'x'));
  output.Write("more");
  EXPECT_FALSE(output.Flush());
  EXPECT_FALSE(output.Flush());
}

TEST(OutputTest, SaysNothingOfAReaderThatHasHadEnough) {
  std::signal(SIGPIPE, SIG_IGN);
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  close(ends[0]);
  const File file(fdopen(ends[1], "w"), std::fclose);
  Output output(file.get());
  output.Write("text");
  const auto flushed = output.Flush();
  ASSERT_FALSE(flushed);
  EXPECT_THAT(flushed.error().message, IsEmpty());
}

BucketRevision Full() {
  BucketRevision revision;
  revision.key = "on/_t_.csv";
  revision.number = 12;
  revision.created_ns = 1'700'000'000'123'456'789;
  revision.filename = "été.csv";
  revision.upload_id = "u1";
  revision.origin = "5-6";
  revision.sender = "on";
  revision.sha256 = "abc";
  revision.sheets = 2;
  revision.rows = 30;
  revision.bytes = 400;
  return revision;
}

BucketRevision Bare() {
  BucketRevision revision;
  revision.key = "k";
  revision.number = 3;
  revision.operation = Operation::kDelete;
  return revision;
}

TEST(RevisionTextTest, ShowsAKeyOnALineWithTabs) {
  EXPECT_EQ(Line(KeyColumns(Full())), "on/_t_.csv\tété.csv\t12\t2023-11-14T22:13:20.123Z\t400\n");
}

TEST(RevisionTextTest, ShowsARevisionOfAHistory) {
  EXPECT_EQ(Line(HistoryColumns(Full())),
            "12\t2023-11-14T22:13:20.123Z\tu1\t5-6\t2\t30\tabc\tPUT\n");
}

TEST(RevisionTextTest, ShowsADashForWhatIsNotKnown) {
  EXPECT_EQ(Line(ChangeColumns(Bare())), "k\t-\t3\t1970-01-01T00:00:00.000Z\t-\tDEL\n");
}

TEST(RevisionTextTest, AlignsColumnsByCharacters) {
  EXPECT_EQ(AlignedLines({{"été", "1", "x"}, {"a", "100", ""}}),
            "été  1    x\n"
            "a    100  -\n");
}

TEST(RevisionTextTest, WritesOneObjectALineInOrder) {
  EXPECT_EQ(JsonLine(Full()),
            R"({"key":"on/_t_.csv","filename":"été.csv","revision":12,)"
            R"("created":"2023-11-14T22:13:20.123Z","uploadId":"u1","origin":"5-6","sender":"on",)"
            R"("sheets":2,"rows":30,"bytes":400,"sha256":"abc"})"
            "\n");
}

TEST(RevisionTextTest, WritesNullForWhatIsNotKnownAndNoSender) {
  const auto object = nlohmann::json::parse(JsonChangeLine(Bare()));
  EXPECT_TRUE(object.at("filename").is_null());
  EXPECT_TRUE(object.at("rows").is_null());
  EXPECT_FALSE(object.contains("sender"));
  EXPECT_EQ(object.at("operation"), "DEL");
}

TEST(RevisionTextTest, WritesJsonForHeadersThatAreNotUtf8) {
  BucketRevision revision = Full();
  revision.filename = "\xFF.csv";
  EXPECT_EQ(nlohmann::json::parse(JsonLine(revision)).at("filename"), "\uFFFD.csv");
}

TEST(RevisionTextTest, PutsTheValueIntoTheObjectAsItStands) {
  const auto line = JsonContentLine({Full(), R"({"a":1.0,"b":12345678901234567890,"c":1e400})"});
  ASSERT_TRUE(line) << line.error().message;
  EXPECT_THAT(*line,
              HasSubstr(R"(,"content":{"a":1.0,"b":12345678901234567890,"c":1e400}})"
                        "\n"));
}

TEST(RevisionTextTest, KeepsAValueOfSeveralLinesOnOne) {
  const auto line = JsonContentLine({Full(), "{\r\n\"a\": \"x\\ny\"\n}"});
  ASSERT_TRUE(line);
  EXPECT_THAT(*line, HasSubstr("\"content\":{  \"a\": \"x\\ny\" }}\n"));
}

TEST(RevisionTextTest, RefusesToWriteAsJsonWhatIsNone) {
  for (const char* value : {"", "text", "{} {}", "{\"a\":}"}) {
    const auto line = JsonContentLine({Full(), value});
    ASSERT_FALSE(line) << value;
    EXPECT_THAT(line.error().message, HasSubstr("revision 12 of on/_t_.csv")) << value;
  }
}

}  // namespace
}  // namespace pipeline::kv_reader
