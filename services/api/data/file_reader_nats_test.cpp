#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/api/data/file_reader.hpp"
#include "tests/support/api_data_fixture.hpp"

namespace pipeline::api {
namespace {

using base::ErrorCode;
using ::testing::HasSubstr;

class FileReaderTest : public DataFixture {
 protected:
  FileReader reader_{*jetstream_, kBucket};
};

TEST_F(FileReaderTest, FindsByNameThenByKeyManyAtOnce) {
  Put("a_b", "a b", "1");
  Put("a_b-12345678", "other", "2");
  const auto found = reader_.Find({"a b", "a_b-12345678", "nobody", "", "a b"});
  ASSERT_EQ(found.size(), 5U);
  EXPECT_EQ(found[0]->value, "1");
  EXPECT_EQ(found[1]->value, "2");
  ASSERT_FALSE(found[2]);
  EXPECT_EQ(found[2].error().code, ErrorCode::kNotFound);
  EXPECT_THAT(found[2].error().message, HasSubstr("nobody"));
  EXPECT_EQ(found[3].error().code, ErrorCode::kNotFound);
  EXPECT_EQ(found[4]->value, "1");
}

TEST_F(FileReaderTest, TakesNoWildcardForAKey) {
  Put("a.csv", "a.csv", "1");
  for (const auto& entry : reader_.Last({"*", ">", "a.*", "a b", ""})) {
    EXPECT_EQ(entry.error().code, ErrorCode::kNotFound);
  }
  EXPECT_EQ(reader_.Find({"*"})[0].error().code, ErrorCode::kNotFound);
  EXPECT_EQ(reader_.History({{.key = ">", .first = 9}})[0]->revisions.size(), 0U);
}

TEST_F(FileReaderTest, ReadsMoreThanItAsksForAtATime) {
  std::vector<std::string> keys;
  for (int i = 0; i < 60; ++i) {
    keys.push_back("k" + std::to_string(i));
    Put(keys.back(), keys.back(), std::to_string(i));
  }
  const auto entries = reader_.Last(keys);
  ASSERT_EQ(entries.size(), 60U);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    ASSERT_TRUE(entries[i]) << entries[i].error().message;
    EXPECT_EQ(entries[i]->value, std::to_string(i));
  }
}

TEST_F(FileReaderTest, ReadsRevisionsOfTheirKeysOnly) {
  const auto first = Put("a.csv", "a.csv", "1");
  const auto second = Put("a.csv", "a.csv", "2");
  const auto read =
      reader_.At({{"a.csv", first}, {"a.csv", second}, {"b.csv", first}, {"a.csv", 99}});
  EXPECT_EQ(read[0]->value, "1");
  EXPECT_EQ(read[1]->value, "2");
  EXPECT_EQ(read[2].error().code, ErrorCode::kNotFound);
  EXPECT_EQ(read[3].error().code, ErrorCode::kNotFound);
}

TEST_F(FileReaderTest, GivesNoValueThatDoesNotHaveItsHash) {
  const auto number =
      PutRaw("a.csv", "1", {{"Content-Sha256", base::Sha256Hex("2")}, {"File-Name", "a.csv"}});
  EXPECT_EQ(reader_.At({{"a.csv", number}})[0].error().code, ErrorCode::kCorrupted);
  EXPECT_EQ(reader_.Last({"a.csv"})[0].error().code, ErrorCode::kCorrupted);
  EXPECT_EQ(reader_.Find({"a.csv"})[0].error().code, ErrorCode::kCorrupted);
}

TEST_F(FileReaderTest, TellsHistoriesNewestFirstPageByPage) {
  std::vector<std::uint64_t> numbers;
  numbers.reserve(5);
  for (int i = 0; i < 5; ++i) numbers.push_back(Put("a.csv", "a.csv", std::to_string(i)));
  Put("b.csv", "b.csv");
  const auto pages = reader_.History({{.key = "a.csv", .first = 2},
                                      {.key = "a.csv", .first = 9, .after = numbers[3]},
                                      {.key = "none", .first = 9}});
  ASSERT_TRUE(pages[0]) << pages[0].error().message;
  ASSERT_EQ(pages[0]->revisions.size(), 2U);
  EXPECT_EQ(pages[0]->revisions[0].number, numbers[4]);
  EXPECT_EQ(pages[0]->revisions[0].bytes, 1U);
  EXPECT_TRUE(pages[0]->has_next);
  ASSERT_EQ(pages[1]->revisions.size(), 3U);
  EXPECT_EQ(pages[1]->revisions[0].number, numbers[2]);
  EXPECT_FALSE(pages[1]->has_next);
  EXPECT_TRUE(pages[2]->revisions.empty());
}

TEST_F(FileReaderTest, SaysThatNatsIsAway) {
  server_.Kill();
  EXPECT_TRUE(testing::PollUntil(uploads::kIndexPatience, [this] {
    return reader_.Last({"a.csv"})[0].error().code == ErrorCode::kUnavailable;
  }));
}

}  // namespace
}  // namespace pipeline::api
