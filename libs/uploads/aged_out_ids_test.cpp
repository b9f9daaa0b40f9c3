#include "libs/uploads/aged_out_ids.hpp"

#include <gtest/gtest.h>

namespace pipeline::uploads {

TEST(AgedOutIdsTest, RemembersTheLatestUpToItsCapacity) {
  AgedOutIds ids(2);
  ids.Add("a", 1);
  ids.Add("b", 0);
  EXPECT_EQ(ids.Find("a"), 1U);
  ids.Add("c", 3);
  EXPECT_FALSE(ids.Find("a"));
  EXPECT_EQ(ids.Find("b"), 0U);
  EXPECT_EQ(ids.Find("c"), 3U);
  EXPECT_FALSE(ids.Find("d"));
}

}  // namespace pipeline::uploads
