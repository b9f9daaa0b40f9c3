#include "common/index/aged_out_ids.hpp"

#include <gtest/gtest.h>

namespace pipeline::index {

TEST(AgedOutIdsTest, RemembersTheLatestUpToItsCapacity) {
  AgedOutIds ids(2);
  ids.Add("a");
  ids.Add("b");
  EXPECT_TRUE(ids.Contains("a"));
  ids.Add("c");
  EXPECT_FALSE(ids.Contains("a"));
  EXPECT_TRUE(ids.Contains("b"));
  EXPECT_TRUE(ids.Contains("c"));
  EXPECT_FALSE(ids.Contains("d"));
}

}  // namespace pipeline::index
