#include "common/json/text_arena.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pipeline::json {
namespace {

TEST(TextArenaTest, KeepsTextsOfAllSizesWhereTheyAre) {
  TextArena arena;
  std::vector<std::string_view> kept;
  kept.reserve(3000);
  for (std::size_t size = 0; size < 3000; ++size) {
    kept.push_back(arena.Keep(std::string(size, static_cast<char>('a' + size % 26))));
  }
  for (std::size_t size = 0; size < 3000; ++size) {
    ASSERT_EQ(kept[size], std::string(size, static_cast<char>('a' + size % 26)));
  }
}

TEST(TextArenaTest, KeepsATextLargerThanItsChunks) {
  TextArena arena;
  const std::string large(5'000'000, 'x');
  EXPECT_EQ(arena.Keep(large), large);
  EXPECT_EQ(arena.Keep("small"), "small");
}

}  // namespace
}  // namespace pipeline::json
