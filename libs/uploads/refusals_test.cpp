#include "libs/uploads/refusals.hpp"

#include <gtest/gtest.h>

namespace pipeline::uploads {
namespace {

using base::ErrorCode;
using contract::RejectionCode;

TEST(RefusalsTest, KeepsCodeAndMessageOfARejection) {
  const auto problem = RefusedBody({RejectionCode::kNotJson, "at byte 7: expected a value"});
  EXPECT_EQ(problem.status, 400);
  EXPECT_EQ(problem.code, "not-json");
  EXPECT_EQ(problem.detail, "at byte 7: expected a value");
}

TEST(RefusalsTest, TellsBrokenJsonFromABrokenContract) {
  for (const auto code : {RejectionCode::kEmptyBody,
                          RejectionCode::kInvalidUtf8,
                          RejectionCode::kLoneSurrogate,
                          RejectionCode::kDuplicateKey,
                          RejectionCode::kTooDeep}) {
    EXPECT_EQ(RefusedBody({code, ""}).status, 400) << ToString(code);
  }
  for (const auto code : {RejectionCode::kNotAnObject,
                          RejectionCode::kNotDone,
                          RejectionCode::kMissingState,
                          RejectionCode::kMissingFilename,
                          RejectionCode::kEmptyFilename,
                          RejectionCode::kFilenameTooLong,
                          RejectionCode::kMissingSheets,
                          RejectionCode::kSheetsNotAnArray,
                          RejectionCode::kInvalidSheet}) {
    EXPECT_EQ(RefusedBody({code, ""}).status, 422) << ToString(code);
    EXPECT_NE(RefusedBody({code, ""}).title, "Not an upload") << ToString(code);
  }
}

TEST(RefusalsTest, IsNeverAnErrorOfOurOwn) {
  EXPECT_EQ(RefusedBody({RejectionCode::kLedgerLimit, ""}).status, 422);
}

TEST(RefusalsTest, TellsAFullStreamFromOneThatIsAway) {
  const auto full = NotStored({ErrorCode::kFull, "", true}, "u1");
  EXPECT_EQ(full.status, 429);
  EXPECT_EQ(full.code, "stream-full");
  EXPECT_GT(full.retry_after.count(), 0);
  for (const auto code :
       {ErrorCode::kTimeout, ErrorCode::kUnavailable, ErrorCode::kPermissionDenied}) {
    const auto away = NotStored({code, "", true}, "u1");
    EXPECT_EQ(away.status, 503);
    EXPECT_EQ(away.code, "stream-unavailable");
    EXPECT_GT(away.retry_after.count(), 0);
  }
}

// The api service gives them too, which has other addresses than safe-inputs.
TEST(RefusalsTest, NamesNoAddressOfAService) {
  for (const auto& problem : {NotStored({ErrorCode::kTooLarge, "", false}, "u1"),
                              NotStored({ErrorCode::kFull, "", true}, "u1"),
                              NotStored({ErrorCode::kTimeout, "", true}, "u1"),
                              Busy("u1"),
                              LimitsUnknown(),
                              KeyReused("u1"),
                              OriginalGone("u1")}) {
    EXPECT_EQ(problem.detail.find('/'), std::string::npos) << problem.detail;
  }
}

TEST(RefusalsTest, NamesTheKeyToTryAgainWith) {
  const auto away = NotStored({ErrorCode::kTimeout, "", true}, "u1");
  EXPECT_EQ(away.upload_id, "u1");
  EXPECT_NE(away.detail.find("Idempotency-Key: u1"), std::string::npos);
}

TEST(RefusalsTest, DoesNotAskToTryAgainWithWhatNeverFits) {
  const auto problem = NotStored({ErrorCode::kTooLarge, "", false}, "u1");
  EXPECT_EQ(problem.status, 413);
  EXPECT_EQ(problem.code, "body-too-large");
  EXPECT_EQ(problem.retry_after.count(), 0);
}

}  // namespace
}  // namespace pipeline::uploads
