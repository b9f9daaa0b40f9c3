#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "common/contract/topology.hpp"
#include "services/api/data/dead_letter_reader.hpp"
#include "tests/support/api_data_fixture.hpp"

namespace pipeline::api {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class DeadLetterReaderTest : public DataFixture {
 protected:
  std::uint64_t Bury(const std::string& code) {
    return Store("safeInputsDeadLetter.extract",
                 "the whole body",
                 {{"Dead-Letter-Service", "extract"}, {"Dead-Letter-Code", code}});
  }

  void Remove(std::uint64_t sequence) {
    const nlohmann::json request{{"seq", sequence}};
    EXPECT_TRUE(jetstream_->Api("STREAM.MSG.DELETE.safeInputsDeadLetter", request.dump()));
  }

  std::vector<std::uint64_t> Page(std::size_t first, std::uint64_t after = 0) {
    const auto page = reader_.Page(first, after);
    EXPECT_TRUE(page) << (page ? "" : page.error().message);
    std::vector<std::uint64_t> sequences;
    if (!page) return sequences;
    for (const DeadLetter& letter : page->letters) sequences.push_back(letter.sequence);
    has_next_ = page->has_next;
    return sequences;
  }

  DeadLetterReader reader_{*jetstream_};
  bool has_next_ = false;
};

TEST_F(DeadLetterReaderTest, TellsTheNewestFirstPageByPage) {
  EXPECT_THAT(Page(2), IsEmpty());
  for (const char* code : {"a", "b", "c", "d", "e"}) Bury(code);
  EXPECT_THAT(Page(2), ElementsAre(5, 4));
  EXPECT_TRUE(has_next_);
  EXPECT_THAT(Page(3, 4), ElementsAre(3, 2, 1));
  EXPECT_FALSE(has_next_);
  EXPECT_THAT(Page(3, 1), IsEmpty());
  EXPECT_THAT(Page(9, 99), ElementsAre(5, 4, 3, 2, 1));
  EXPECT_EQ(reader_.Page(1, 0)->letters[0].code, "e");
}

TEST_F(DeadLetterReaderTest, StepsOverWhatWasRemoved) {
  for (int i = 0; i < 40; ++i) Bury("c");
  for (std::uint64_t sequence = 3; sequence <= 40; ++sequence) Remove(sequence);
  EXPECT_THAT(Page(1), ElementsAre(2));
  EXPECT_TRUE(has_next_);
  EXPECT_THAT(Page(5), ElementsAre(2, 1));
  Remove(1);
  Remove(2);
  EXPECT_THAT(Page(5), IsEmpty());
}

TEST_F(DeadLetterReaderTest, HasNoneWhereThereIsNoStream) {
  DeleteStream(contract::kDeadLetterStream);
  EXPECT_THAT(Page(5), IsEmpty());
}

TEST_F(DeadLetterReaderTest, TellsWatchersOfNewOnesOnly) {
  Bury("before");
  DeadLetterReader reader(*jetstream_);
  ASSERT_TRUE(
      testing::PollUntil(uploads::kIndexPatience, [&reader] { return reader.NotReady().empty(); }));
  const auto watcher = reader.Watch();
  Bury("after");
  const auto letter = watcher->Next();
  ASSERT_TRUE(letter && *letter);
  EXPECT_EQ((*letter)->code, "after");
}

}  // namespace
}  // namespace pipeline::api
