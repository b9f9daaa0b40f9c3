#include "libs/ledger/bound_values.hpp"

#include <gtest/gtest.h>

namespace pipeline::ledger {
namespace {

TEST(BoundValuesTest, TakesAValueOfTheLongestLength) {
  BoundValues values;
  values.Add(std::string(kMaxValueBytes, 'x'));
  values.AddInteger(-1);
  EXPECT_FALSE(values.oversize());
  EXPECT_EQ(values.count(), 2U);
}

TEST(BoundValuesTest, IsOversizeWithAValueOneByteLonger) {
  BoundValues values;
  values.Add(std::string(kMaxValueBytes + 1, 'x'));
  values.Add("small");
  EXPECT_TRUE(values.oversize());
  EXPECT_EQ(values.largest(), kMaxValueBytes + 1);
}

TEST(BoundValuesTest, IsOversizeWhenTheValuesTogetherAre) {
  BoundValues values;
  const std::string value(kMaxValueBytes, 'x');
  for (std::size_t bytes = 0; bytes < kMaxStatementBytes; bytes += value.size()) {
    values.Add(value);
  }
  EXPECT_FALSE(values.oversize());
  values.Add("x");
  EXPECT_TRUE(values.oversize());
}

}  // namespace
}  // namespace pipeline::ledger
