#include "common/contract/rejection.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string_view>
#include <utility>

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

TEST(RejectionTest, KeepsTheCodeAndTheTextOfAJsonError) {
  using json::JsonErrorCode;
  const std::pair<JsonErrorCode, RejectionCode> codes[] = {
      {JsonErrorCode::kEmpty, RejectionCode::kEmptyBody},
      {JsonErrorCode::kNotJson, RejectionCode::kNotJson},
      {JsonErrorCode::kInvalidUtf8, RejectionCode::kInvalidUtf8},
      {JsonErrorCode::kLoneSurrogate, RejectionCode::kLoneSurrogate},
      {JsonErrorCode::kDuplicateKey, RejectionCode::kDuplicateKey},
      {JsonErrorCode::kTooDeep, RejectionCode::kTooDeep},
      {JsonErrorCode::kTooLarge, RejectionCode::kTooLarge}};
  for (const auto& [from, to] : codes) {
    const Rejection rejection = ToRejection({from, 7, "at byte 7: a fault"});
    EXPECT_EQ(rejection.code, to);
    EXPECT_EQ(rejection.message, "at byte 7: a fault");
  }
}

}  // namespace
}  // namespace pipeline::contract
