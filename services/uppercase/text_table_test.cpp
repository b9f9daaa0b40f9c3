#include "services/uppercase/text_table.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <set>
#include <string>

#include "common/json/seeded_hash.hpp"

namespace pipeline::uppercase {
namespace {

TEST(TextTableTest, GivesTheSameNumberToTheSameTextInOneScope) {
  TextTable table;
  const std::string again = "Province";
  EXPECT_EQ(table.Insert(1, "Province"), 0U);
  EXPECT_EQ(table.Insert(1, "Cases"), 1U);
  EXPECT_EQ(table.Insert(2, "Province"), 2U);
  EXPECT_EQ(table.Insert(1, again), 0U);
  EXPECT_EQ(table.TextOf(2), "Province");
  EXPECT_EQ(table.Size(), 3U);
}

TEST(TextTableTest, KeepsItsNumbersAsItGrows) {
  TextTable table;
  std::deque<std::string> texts;
  for (TextTable::Id id = 0; id < 10'000; ++id) {
    ASSERT_EQ(table.Insert(0, texts.emplace_back(std::to_string(id))), id);
  }
  for (TextTable::Id id = 0; id < 10'000; ++id) {
    ASSERT_EQ(table.Insert(0, texts[id]), id);
    ASSERT_EQ(table.TextOf(id), texts[id]);
  }
}

TEST(TextTableTest, TellsTextsApartThatDifferInOneByteOfAnyPlace) {
  TextTable table;
  std::deque<std::string> texts;
  for (std::size_t size = 0; size < 40; ++size) {
    table.Insert(0, texts.emplace_back(size, 'a'));
    for (std::size_t place = 0; place < size; ++place) {
      texts.emplace_back(size, 'a')[place] = 'b';
      table.Insert(0, texts.back());
    }
  }
  EXPECT_EQ(table.Size(), texts.size());
}

TEST(SeededHashTest, DependsOnEveryByteOnTheSizeAndOnTheScope) {
  const json::SeededHash hash;
  std::set<std::uint64_t> hashes;
  std::size_t texts = 0;
  for (std::size_t size = 0; size < 40; ++size) {
    for (std::size_t place = 0; place <= size; ++place, ++texts) {
      std::string text(size, '\0');
      if (place < size) {
        text[place] = '\x01';
      }
      hashes.insert(hash(0, text));
    }
    hashes.insert(hash(1, std::string(size, '\0')));
    ++texts;
  }
  EXPECT_EQ(hashes.size(), texts);
}

}  // namespace
}  // namespace pipeline::uppercase
