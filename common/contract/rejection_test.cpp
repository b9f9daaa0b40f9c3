#include "common/contract/rejection.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

namespace pipeline::contract {
namespace {

TEST(RejectionTest, GivesEveryCodeAStableNameOfItsOwn) {
  std::set<std::string_view> names;
  for (int code = 0; code <= static_cast<int>(RejectionCode::kStepCrashed); ++code) {
    names.insert(ToString(static_cast<RejectionCode>(code)));
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(RejectionCode::kStepCrashed) + 1);
  EXPECT_FALSE(names.contains("unknown"));
  EXPECT_EQ(ToString(RejectionCode::kDuplicateKey), "duplicate-key");
  EXPECT_EQ(ToString(RejectionCode::kNotDone), "not-done");
}

}  // namespace
}  // namespace pipeline::contract
