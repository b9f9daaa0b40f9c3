#include "common/base/lru_cache.hpp"

#include <gtest/gtest.h>

namespace pipeline::base {
namespace {

TEST(LruCacheTest, ForgetsWhatWasUsedLongestAgo) {
  LruCache<int> cache(2);
  cache.Put("a", 1);
  cache.Put("b", 2);
  ASSERT_NE(cache.Find("a"), nullptr);
  cache.Put("c", 3);
  EXPECT_EQ(cache.Find("b"), nullptr);
  ASSERT_NE(cache.Find("a"), nullptr);
  EXPECT_EQ(*cache.Find("a"), 1);
  EXPECT_EQ(*cache.Find("c"), 3);
}

TEST(LruCacheTest, ReplacesTheValueOfAKey) {
  LruCache<int> cache(2);
  cache.Put("a", 1);
  cache.Put("a", 2);
  EXPECT_EQ(cache.size(), 1U);
  EXPECT_EQ(*cache.Find("a"), 2);
}

TEST(LruCacheTest, StaysWithinTheSumOfCosts) {
  LruCache<int> cache(10);
  cache.Put("a", 1, 4);
  cache.Put("b", 2, 4);
  cache.Put("c", 3, 6);
  EXPECT_EQ(cache.Find("a"), nullptr);
  EXPECT_NE(cache.Find("b"), nullptr);
  EXPECT_NE(cache.Find("c"), nullptr);
}

TEST(LruCacheTest, KeepsNothingThatCostsMoreThanTheBound) {
  LruCache<int> cache(10);
  cache.Put("a", 1, 4);
  cache.Put("a", 2, 11);
  EXPECT_EQ(cache.Find("a"), nullptr);
  EXPECT_EQ(cache.size(), 0U);
}

TEST(LruCacheTest, ErasesAKey) {
  LruCache<int> cache(2);
  cache.Put("a", 1);
  cache.Erase("a");
  cache.Erase("a");
  EXPECT_EQ(cache.Find("a"), nullptr);
  EXPECT_EQ(cache.size(), 0U);
}

}  // namespace
}  // namespace pipeline::base
