#include "libs/ledger/classify.hpp"

#include <gtest/gtest.h>

namespace pipeline::ledger {
namespace {

using base::ErrorCode;

TEST(ClassifyTest, TakesALimitForPermanent) {
  const auto error = ClassifyFailure(
      "ERROR:  max length exceeded: table: upload, column: original_filename\n", true);
  EXPECT_EQ(error.code, ErrorCode::kTooLarge);
  EXPECT_FALSE(error.retryable);
  EXPECT_EQ(error.message, "max length exceeded: table: upload, column: original_filename");
}

TEST(ClassifyTest, TakesAConflictForRetryable) {
  const auto error = ClassifyFailure("ERROR:  tx read conflict\n", true);
  EXPECT_EQ(error.code, ErrorCode::kConflict);
  EXPECT_TRUE(error.retryable);
}

TEST(ClassifyTest, TakesALostSessionForRetryable) {
  EXPECT_TRUE(ClassifyFailure("ERROR:  no session found\n", true).retryable);
  EXPECT_TRUE(ClassifyFailure("server closed the connection unexpectedly", false).retryable);
}

TEST(ClassifyTest, TakesAnUnknownTextForRetryable) {
  const auto error = ClassifyFailure("ERROR:  write /data: no space left on device\n", true);
  EXPECT_EQ(error.code, ErrorCode::kInternal);
  EXPECT_TRUE(error.retryable);
}

TEST(ClassifyTest, SaysWhatToDoAboutAWrongPassword) {
  const auto error = ClassifyFailure(
      "connection to server at \"127.0.0.1\", port 5432 failed: "
      "ERROR:  invalid user name or password\n",
      false);
  EXPECT_EQ(error.code, ErrorCode::kInvalidConfiguration);
  EXPECT_FALSE(error.retryable);
  EXPECT_EQ(error.message,
            "connection to server at \"127.0.0.1\", port 5432 failed: invalid user name or "
            "password; check IMMUDB_USER and IMMUDB_PASSWORD");
}

TEST(ClassifyTest, DoesNotTakeDamageForAPassingTrouble) {
  const auto error =
      ClassifyFailure("ERROR:  data is corrupted: value length or digest mismatch\n", true);
  EXPECT_EQ(error.code, ErrorCode::kCorrupted);
  EXPECT_FALSE(error.retryable);
}

}  // namespace
}  // namespace pipeline::ledger
