#include "services/kv-writer/revision_cache.hpp"

#include <gtest/gtest.h>

namespace pipeline::kv_writer {

TEST(RevisionCacheTest, ForgetsTheLeastRecentlyUsedKeyFirst) {
  RevisionCache cache(2);
  cache.Put("a", {1, {}, ""});
  cache.Put("b", {2, {}, ""});
  EXPECT_EQ(cache.Get("a")->revision, 1U);
  cache.Put("c", {3, {}, ""});
  EXPECT_FALSE(cache.Get("b"));
  EXPECT_TRUE(cache.Get("a"));
  EXPECT_TRUE(cache.Get("c"));
}

TEST(RevisionCacheTest, KeepsOneStateForAKey) {
  RevisionCache cache(2);
  cache.Put("a", {1, {}, ""});
  cache.Put("a", {5, {}, ""});
  EXPECT_EQ(cache.Get("a")->revision, 5U);
  cache.Forget("a");
  cache.Forget("a");
  EXPECT_FALSE(cache.Get("a"));
}

}  // namespace pipeline::kv_writer
